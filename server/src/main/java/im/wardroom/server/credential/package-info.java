// SPDX-License-Identifier: Apache-2.0
/// Passwords: their rules, the keys made of them, what guessing costs, and the accounts that they open.
@NullMarked
package im.wardroom.server.credential;

import org.jspecify.annotations.NullMarked;
