// SPDX-License-Identifier: Apache-2.0
/// The stop between a session and the sender's account: asks the guard, and does what it says. What is held, asked and
/// taken back is here, too.
@NullMarked
package im.wardroom.server.guarding;

import org.jspecify.annotations.NullMarked;
