// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.stanza.Stanza;

/// A stanza for a device.
///
/// @param number its place in the log, or 0
record Outgoing(Stanza stanza, long number) {}
