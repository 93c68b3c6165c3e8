// SPDX-License-Identifier: Apache-2.0
/// The words of the protocol. Nothing in here does I/O.
@NullMarked
package im.wardroom.xmpp;

import org.jspecify.annotations.NullMarked;
