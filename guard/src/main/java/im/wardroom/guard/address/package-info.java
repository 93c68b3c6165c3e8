// SPDX-License-Identifier: Apache-2.0
/// Network addresses of people: that nobody outside of the declared networks learns one, and that devices connect to
/// each other only within one of them.
@NullMarked
package im.wardroom.guard.address;

import org.jspecify.annotations.NullMarked;
