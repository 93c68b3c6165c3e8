// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.OptionsForm;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Page;
import im.wardroom.store.Nodes.Range;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which nodes there are, and what they are like (XEP-0060 §5.2 to §5.5), as far as the asker may read them.
final class Disclosing {

    private Disclosing() {}

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final List<Option> SHOWN = List.of(
            Option.TITLE, Option.DESCRIPTION, Option.TYPE, Option.ACCESS_MODEL, Option.PUBLISH_MODEL, Option.MAX_ITEMS);

    private static boolean mayRead(NodesContext host, Node node) {
        return Access.reading(Call.options(node), Standings.of(host, node, host.sender())) == null;
    }

    private static @Nullable Node readable(NodesContext host, String name) {
        Node node = host.nodes().get(name);
        return node != null && mayRead(host, node) ? node : null;
    }

    static @Nullable Element info(NodesContext host, String name) {
        Node node = readable(host, name);
        if (node == null) {
            return null;
        }
        NodeOptions options = Call.options(node);
        return Element.of(INFO, "query")
                .with("node", name)
                .with(Element.of(INFO, "identity").with("category", "pubsub").with("type", "leaf"))
                .with(Element.of(INFO, "feature").with("var", Names.PUBSUB))
                .with(OptionsForm.toRead(Names.META_DATA, options, SHOWN));
    }

    static void items(NodesContext host, @Nullable String name) {
        if (name == null) {
            new NodeList(host).reply();
            return;
        }
        if (readable(host, name) == null) {
            throw Refusal.ITEM_NOT_FOUND.exception();
        }
        BareJid owner = host.owner();
        host.read(
                ports -> ports.nodes().page(owner, name, Range.latest(RetrieveItems.MAX_ITEMS)),
                page -> host.reply(Element.of(ITEMS, "query")
                        .with("node", name)
                        .withAll(page.map(Page::items).orElse(List.of()).stream()
                                .map(Item::id)
                                .map(id -> Element.of(ITEMS, "item")
                                        .with("jid", owner.toString())
                                        .with("name", id))
                                .toList())));
    }

    private record NodeList(NodesContext host) {

        void reply() {
            host.reply(Element.of(ITEMS, "query")
                    .withAll(new TreeMap<>(host.nodes())
                            .values().stream()
                                    .filter(node -> mayRead(host, node))
                                    .map(this::entry)
                                    .toList()));
        }

        private Element entry(Node node) {
            String title = Call.options(node).one(Option.TITLE);
            return Element.of(ITEMS, "item")
                    .with("jid", host.owner().toString())
                    .with("node", node.name())
                    .with("name", title.isEmpty() ? null : title);
        }
    }
}
