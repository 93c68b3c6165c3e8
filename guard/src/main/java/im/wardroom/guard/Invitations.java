// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.stream.Stream;

/// Whom a room shall invite: it hands on the message's words to each of them (XEP-0045 §7.8.2). Pure functions.
public final class Invitations {

    private static final String ROOM_USER = "http://jabber.org/protocol/muc#user";

    private Invitations() {}

    /// Without addresses that are none: the room refuses those.
    public static List<BareJid> in(Act act) {
        if (!(act.stanza() instanceof Message message) || act.glance().isPlain()) {
            return List.of();
        }
        return message.element()
                .elements(ROOM_USER, "x")
                .flatMap(x -> x.elements(ROOM_USER, "invite"))
                .flatMap(Invitations::address)
                .toList();
    }

    private static Stream<BareJid> address(Element invite) {
        String to = invite.attribute("to");
        try {
            return to == null ? Stream.empty() : Stream.of(Jid.parse(to).bare());
        } catch (InvalidJidException e) {
            return Stream.empty();
        }
    }
}
