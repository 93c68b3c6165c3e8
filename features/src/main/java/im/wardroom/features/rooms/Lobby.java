// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.paging.PageSummary;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// The domain of the rooms itself: says what it is and which rooms there are (XEP-0045 §6.2, §6.3). It keeps nothing.
record Lobby(Domain domain, RoomList rooms) {

    static Desk desk(Domain domain, String name, RoomList rooms) {
        return new Desk("conference", "text", name)
                .feature(Muc.NS, PageRequest.NS, Muc.CONFERENCE)
                .get(Desk.ITEMS, "query", new Lobby(domain, rooms)::list);
    }

    private void list(Iq request, Element query, EntityContext out) {
        Desk.checkNode(query);
        PageRequest page = PageRequest.of(query.child(PageRequest.NS, "set"));
        out.await(request, rooms.page(domain, page), found -> out.send(request.result(items(found, query))));
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
}
