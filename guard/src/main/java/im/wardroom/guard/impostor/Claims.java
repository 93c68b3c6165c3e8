// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import im.wardroom.guard.Act;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.stream.Stream;

/// The names that a stanza gives its sender: in a room (XEP-0045), as a nickname (XEP-0172), on a card (XEP-0054,
/// XEP-0292). Pure functions.
final class Claims {

    static final String NICK = "http://jabber.org/protocol/nick";
    private static final String ROOM = "http://jabber.org/protocol/muc";
    private static final String CARD = "vcard-temp";
    private static final String CARD4 = "urn:ietf:params:xml:ns:vcard-4.0";
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    /// A card has so many names that are looked at.
    private static final int MOST = 10;

    private Claims() {}

    static List<String> of(Act act) {
        Stanza stanza = act.stanza();
        Stream<String> names = switch (stanza) {
            case Message message -> nicks(message.element());
            case Presence presence -> Stream.concat(roomNick(presence), nicks(presence.element()));
            case Iq iq -> iq.type() == Iq.Type.SET ? cards(iq) : Stream.of();
        };
        return names.map(String::strip)
                .filter(name -> !name.isEmpty())
                .limit(MOST)
                .toList();
    }

    private static Stream<String> nicks(Element element) {
        return element.elements(NICK, "nick").map(Element::text);
    }

    /// A change of nickname is presence to another one, without the extension.
    private static Stream<String> roomNick(Presence presence) {
        Jid to = presence.to();
        if (presence.type() != Presence.Type.AVAILABLE || to == null || to.resource() == null) {
            return Stream.of();
        }
        return (presence.element().has(ROOM, "x") || isElsewhere(presence))
                ? Stream.of(String.valueOf(to.resource()))
                : Stream.of();
    }

    private static boolean isElsewhere(Presence presence) {
        Jid to = presence.to();
        Jid from = presence.from();
        return to != null && from != null && !to.domain().equals(from.domain());
    }

    private static Stream<String> cards(Iq iq) {
        return iq.element().elements().flatMap(payload -> {
            if (payload.is(CARD, "vCard")) {
                return Stream.of("FN", "NICKNAME")
                        .flatMap(name -> payload.elements(CARD, name).map(Element::text));
            }
            return payload.is(PUBSUB, "pubsub")
                    ? payload.elements(PUBSUB, "publish")
                            .flatMap(publish -> publish.elements(PUBSUB, "item"))
                            .flatMap(Claims::published)
                    : Stream.of();
        });
    }

    private static Stream<String> published(Element item) {
        return Stream.concat(
                nicks(item),
                item.elements(CARD4, "vcard")
                        .flatMap(card -> Stream.of("fn", "nickname").flatMap(name -> card.elements(CARD4, name)))
                        .flatMap(field -> field.elements(CARD4, "text"))
                        .map(Element::text));
    }
}
