// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.Map;
import java.util.function.BiPredicate;

/// The parts of an account that features see something of.
///
/// @param documents in memory, by namespace and key
/// @param admits whether something of the owner may go to an address
record Insides(
        BareJid owner,
        long id,
        Environment environment,
        Roster roster,
        Devices devices,
        Effects effects,
        Presences presences,
        Map<String, Map<String, byte[]>> documents,
        KeptNodes nodes,
        BiPredicate<Stanza, Jid> admits) {}
