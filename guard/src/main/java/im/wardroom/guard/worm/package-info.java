// SPDX-License-Identifier: Apache-2.0
/// Worms: what spreads from account to account by itself, told from what people pass on.
@NullMarked
package im.wardroom.guard.worm;

import org.jspecify.annotations.NullMarked;
