// SPDX-License-Identifier: Apache-2.0
/// The list of features; each of them is a package below.
@NullMarked
package im.wardroom.features;

import org.jspecify.annotations.NullMarked;
