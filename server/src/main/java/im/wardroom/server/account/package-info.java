// SPDX-License-Identifier: Apache-2.0
/// The account: a state machine without I/O.
@NullMarked
package im.wardroom.server.account;

import org.jspecify.annotations.NullMarked;
