// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.xmpp.stanza.Stanza;

/// A stanza on its way to a client.
///
/// @param number its place in the log, or 0
record Outbound(Stanza stanza, long number) {

    byte[] bytes() {
        return stanza.element().toBytes();
    }
}
