// SPDX-License-Identifier: Apache-2.0
/// The features, together.
@NullMarked
package im.wardroom.features;

import org.jspecify.annotations.NullMarked;
