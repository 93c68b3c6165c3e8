// SPDX-License-Identifier: Apache-2.0
/// Decoys, as contacts see them.
@NullMarked
package im.wardroom.features.decoys;

import org.jspecify.annotations.NullMarked;
