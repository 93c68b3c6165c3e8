// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Requests between occupants, who do not know each other's addresses (XEP-0045 §17.4), and the question whether one
/// is still in the room (XEP-0410). Belongs to the room.
final class PassedRequests {

    /// Requests of a room that wait for an answer; the oldest gives way.
    private static final int MAX = 1_000;

    /// @param id that the asker gave it
    private record Waiting(
            FullJid asker,
            Resource asked,
            Jid answerer,
            @Nullable String id) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private long next;

    void pass(Room room, Iq iq, FullJid from, Resource nick, EntityContext out) {
        if (!iq.isRequest()) {
            answer(room, iq, from, out);
            return;
        }
        Occupant asker = room.occupants().find(from);
        if (asker == null) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You are not in the room.");
        }
        boolean ping = iq.payload().is(Muc.PING, "ping");
        // XEP-0410 §3.3: the room knows without asking.
        if (ping && nick.equals(asker.nick)) {
            out.send(iq.result(null));
            return;
        }
        Occupant asked = room.occupants().find(nick);
        if (asked == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "Nobody in the room has this nickname.");
        }
        Jid answerer = iq.payload().namespace().equals(RoomCard.NS)
                ? asked.user
                : asked.latest().jid();
        String id = remember(new Waiting(from, nick, answerer, iq.id()));
        out.send(iq.withElement(iq.element().with("id", id))
                .addressed(room.address().with(asker.nick), answerer));
    }

    private String remember(Waiting request) {
        if (waiting.size() >= MAX) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        String id = "passed-" + next++;
        waiting.put(id, request);
        return id;
    }

    /// An answer that nobody waits for, or that comes from somebody else, is dropped.
    void answer(Room room, Iq answer, FullJid from, EntityContext out) {
        Waiting request = waiting.get(Objects.requireNonNullElse(answer.id(), ""));
        if (request != null && from.bare().equals(request.answerer().bare())) {
            waiting.remove(Objects.requireNonNull(answer.id()));
            out.send(answer.withElement(answer.element().with("id", request.id()))
                    .addressed(room.address().with(request.asked()), request.asker()));
        }
    }
}
