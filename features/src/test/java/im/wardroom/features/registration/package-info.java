// SPDX-License-Identifier: Apache-2.0
/// Limits of registration that scripts cannot reach.
@NullMarked
package im.wardroom.features.registration;

import org.jspecify.annotations.NullMarked;
