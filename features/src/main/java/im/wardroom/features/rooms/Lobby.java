// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.paging.PageSummary;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// The domain of the rooms: says what it is, and lists the rooms (XEP-0045 §6.2, §6.3).
final class Lobby implements Entity {

    private static final List<String> FEATURES =
            List.of(RoomInfo.INFO, RoomInfo.ITEMS, Muc.NS, PageRequest.NS, Muc.PING, Muc.CONFERENCE);

    private final Domain domain;
    private final String name;
    private final RoomList rooms;

    Lobby(Domain domain, String name, RoomList rooms) {
        this.domain = domain;
        this.name = name;
        this.rooms = rooms;
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (stanza instanceof Presence || stanza instanceof Iq iq && !iq.isRequest()) {
            return;
        }
        if (!(stanza instanceof Iq request)) {
            throw Muc.refused(Condition.SERVICE_UNAVAILABLE);
        }
        Element payload = request.payload();
        if (request.type() != Iq.Type.GET) {
            throw Muc.refused(Condition.SERVICE_UNAVAILABLE);
        } else if (payload.is(RoomInfo.INFO, "query")) {
            checkNode(payload);
            out.send(request.result(info()));
        } else if (payload.is(RoomInfo.ITEMS, "query")) {
            checkNode(payload);
            PageRequest page = PageRequest.of(payload.child(PageRequest.NS, "set"));
            out.await(request, rooms.page(domain, page), found -> out.send(request.result(items(found, payload))));
        } else if (payload.is(Muc.PING, "ping")) {
            out.send(request.result(null));
        } else {
            throw Muc.refused(Condition.SERVICE_UNAVAILABLE);
        }
    }

    private static void checkNode(Element query) {
        if (query.attribute("node") != null) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
    }

    private Element info() {
        return Element.of(RoomInfo.INFO, "query")
                .with(Element.of(RoomInfo.INFO, "identity")
                        .with("category", "conference")
                        .with("type", "text")
                        .with("name", name))
                .withAll(FEATURES.stream()
                        .map(feature -> Element.of(RoomInfo.INFO, "feature").with("var", feature))
                        .toList());
    }

    private static Element items(List<RoomList.Listed> found, Element query) {
        Element items = Element.of(RoomInfo.ITEMS, "query")
                .withAll(found.stream()
                        .map(room -> Element.of(RoomInfo.ITEMS, "item")
                                .with("jid", room.address().toString())
                                .with("name", room.name()))
                        .toList());
        if (!query.has(PageRequest.NS, "set")) {
            return items;
        }
        PageSummary summary = found.isEmpty()
                ? PageSummary.EMPTY
                : PageSummary.of(
                        found.getFirst().address().toString(),
                        found.getLast().address().toString());
        return items.with(summary.toElement());
    }

    @Override
    public void end(EntityContext out) {
        // There is nothing that it would have to tell anybody.
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
