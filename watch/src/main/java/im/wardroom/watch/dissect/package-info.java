// SPDX-License-Identifier: Apache-2.0
/// Decides which service a flow belongs to, from what it carries.
@NullMarked
package im.wardroom.watch.dissect;

import org.jspecify.annotations.NullMarked;
