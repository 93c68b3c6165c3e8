// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.server.extension.AccountView;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Page;
import im.wardroom.store.Nodes.Range;
import im.wardroom.store.Ports;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Bookmarks are the same wherever a client looks for them: as items of their own (XEP-0402), as a published list
/// (XEP-0048 §4), and as a list in private storage (XEP-0049). The items are what the others are made from.
final class BookmarkConversion implements Conversion {

    static final String PRIVATE = "jabber:iq:private";

    /// Lists of more are left alone: each room is an item of its own, to be written and told of.
    static final int MAX_ROOMS = 500;

    private static final int FEWEST_KEPT = 100;
    private static final String KEY = "{storage:bookmarks}storage";
    private static final String LIST = "current";
    private static final NodeOptions LISTED = NodeOptions.USUAL.with(Option.ACCESS_MODEL, "whitelist");
    private static final NodeOptions SINGLE =
            LISTED.with(Option.MAX_ITEMS, "max").with(Option.SEND_LAST, "never");

    private final Publication publication;

    BookmarkConversion(Publication publication) {
        this.publication = publication;
    }

    /// What is kept, in the three places.
    private record Kept(Map<String, Bookmark> items, Optional<Element> published, Optional<Element> stored) {

        static Kept of(Ports ports, BareJid owner) {
            Map<String, Bookmark> items = new LinkedHashMap<>();
            items(ports, owner, Bookmark.MODERN, MAX_ROOMS + 1)
                    .forEach(item ->
                            items.put(item.id(), Bookmark.ofItem(item.id(), Element.read(item.payload(), ""))));
            return new Kept(
                    items,
                    items(ports, owner, Bookmark.OLD, 1).stream()
                            .map(item -> Element.read(item.payload(), ""))
                            .findFirst(),
                    ports.documents().read(owner, PRIVATE, KEY).map(bytes -> Element.read(bytes, "")));
        }

        private static List<Item> items(Ports ports, BareJid owner, String node, int limit) {
            return ports.nodes()
                    .page(owner, node, Range.latest(limit))
                    .map(Page::items)
                    .orElse(List.of());
        }
    }

    @Override
    public boolean concerns(String node) {
        return node.equals(Bookmark.MODERN) || node.equals(Bookmark.OLD);
    }

    @Override
    public void changed(AccountView account, String node) {
        read(account, kept -> {
            if (node.equals(Bookmark.MODERN)) {
                itemsChanged(account, kept);
            } else {
                // Nobody means to lose all rooms who gives up the list.
                kept.published().ifPresent(list -> listChanged(account, kept, list, node));
            }
        });
    }

    /// The owner changed the private storage.
    void privateChanged(AccountView account, String key, byte[] value) {
        if (key.equals(KEY)) {
            Element list = Element.read(value, "");
            read(account, kept -> listChanged(account, kept, list, PRIVATE));
        }
    }

    /// What others may read is no place for these.
    private void read(AccountView account, Consumer<Kept> continuation) {
        BareJid owner = account.owner();
        account.read(ports -> Kept.of(ports, owner), kept -> {
            if (isPrivate(account, Bookmark.OLD)
                    && keepsAll(account)
                    && kept.items().size() <= MAX_ROOMS) {
                continuation.accept(kept);
            }
        });
    }

    /// A node that keeps a few items only is no place for all rooms.
    private boolean keepsAll(AccountView account) {
        Node node = account.nodes().get(Bookmark.MODERN);
        return node == null
                || isPrivate(account, Bookmark.MODERN) && Call.options(node).keep(publication.limits()) >= FEWEST_KEPT;
    }

    private static boolean isPrivate(AccountView account, String name) {
        Node node = account.nodes().get(name);
        return node == null || "whitelist".equals(Call.options(node).one(Option.ACCESS_MODEL));
    }

    private void itemsChanged(AccountView account, Kept kept) {
        Element list = Element.of(Bookmark.OLD, "storage")
                .withAll(kept.items().values().stream().map(Bookmark::toListed).toList())
                .withAll(others(kept.stored().or(kept::published)));
        store(account, kept, list);
        publish(account, kept, list);
    }

    /// What of a list is no room, such as addresses of pages.
    private static List<Element> others(Optional<Element> list) {
        return list.stream()
                .flatMap(Element::elements)
                .filter(child -> !child.is(Bookmark.OLD, "conference"))
                .toList();
    }

    private void listChanged(AccountView account, Kept kept, Element list, String where) {
        Map<String, Bookmark> wanted = new LinkedHashMap<>();
        list.elements(Bookmark.OLD, "conference")
                .flatMap(conference -> Bookmark.ofListed(conference).stream())
                .forEach(bookmark -> wanted.put(bookmark.room(), bookmark));
        if (wanted.size() > MAX_ROOMS) {
            return;
        }
        if (where.equals(PRIVATE)) {
            publish(account, kept, list);
        } else {
            store(account, kept, list);
        }
        wanted.forEach((room, bookmark) -> {
            Bookmark before = kept.items().get(room);
            Bookmark after = bookmark.extendedAs(before);
            if (!after.equals(before)) {
                publication.put(account, Bookmark.MODERN, SINGLE, room, after.toItem());
            }
        });
        Node node = account.nodes().get(Bookmark.MODERN);
        if (node != null) {
            kept.items().keySet().stream()
                    .filter(room -> !wanted.containsKey(room))
                    .forEach(room -> publication.retract(account, node, room, true));
        }
    }

    private static void store(AccountView account, Kept kept, Element list) {
        if (!kept.stored().equals(Optional.of(list))) {
            account.mirror(PRIVATE, KEY, list.toBytes(""));
        }
    }

    private void publish(AccountView account, Kept kept, Element list) {
        if (!kept.published().equals(Optional.of(list))) {
            publication.put(account, Bookmark.OLD, LISTED, LIST, list);
        }
    }
}
