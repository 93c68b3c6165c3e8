// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.xmpp.address.BareJid;

/// One of an account's working set, as it is kept.
///
/// @param peer a hash of the peer's address
/// @param firstSent in minutes since 1970, as the others; 0 for never
public record Acquaintance(BareJid account, long peer, int firstSent, int lastSent, int received) {}
