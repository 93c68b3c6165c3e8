// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a room sent came back as an error: a device that cannot be reached is not in the room any more (XEP-0045
/// §18.1).
final class Bounce {

    private static final Set<String> LASTING = Set.of(
            name(Condition.GONE),
            name(Condition.ITEM_NOT_FOUND),
            name(Condition.RECIPIENT_UNAVAILABLE),
            name(Condition.REDIRECT),
            name(Condition.REMOTE_SERVER_NOT_FOUND),
            name(Condition.REMOTE_SERVER_TIMEOUT),
            name(Condition.SERVICE_UNAVAILABLE),
            name(Condition.JID_MALFORMED));

    private Bounce() {}

    private static String name(Condition condition) {
        return condition.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void of(Room room, Message error, FullJid from, @Nullable Resource nick, EntityContext out) {
        boolean unreachable = error.element()
                .find(Namespaces.CLIENT, "error")
                .map(e -> e.elements().map(Element::name).anyMatch(LASTING::contains))
                .orElse(true);
        Occupant whisperer = nick == null ? null : room.occupants().find(nick);
        if (unreachable) {
            Leave.leave(room, from, Notice.gone(Muc.ERROR, null, null), out);
        } else if (whisperer != null && room.occupants().find(from) != null) {
            Occupant refusing = Objects.requireNonNull(room.occupants().find(from));
            out.send(error.addressed(
                    room.address().with(refusing.nick), whisperer.latest().jid()));
        }
    }
}
