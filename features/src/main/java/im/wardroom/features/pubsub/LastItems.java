// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.server.extension.NodesView;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Range;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sends the last item of nodes to somebody who subscribed or came online (XEP-0060 §6.1.7, XEP-0163 §4.3.4).
final class LastItems {

    void send(NodesView host, Jid to, Collection<String> names) {
        if (names.isEmpty()) {
            return;
        }
        BareJid owner = host.owner();
        List<String> wanted = List.copyOf(names);
        host.read(
                ports -> {
                    Map<String, Item> last = new LinkedHashMap<>();
                    for (String name : wanted) {
                        ports.nodes()
                                .page(owner, name, Range.latest(1))
                                .ifPresent(page -> page.items().forEach(item -> last.put(name, item)));
                    }
                    return last;
                },
                last -> last.forEach((name, item) -> send(host, to, name, item)));
    }

    private static void send(NodesView host, Jid to, String name, Item item) {
        Node node = host.nodes().get(name);
        if (node == null || Access.reading(Call.options(node), Standings.of(host, node, to)) != null) {
            return;
        }
        NodeOptions options = Call.options(node);
        Element event = Events.published(name, options, item, Element.read(item.payload(), ""));
        Message message = Events.delayed(Events.message(host.owner(), to, event), host.owner(), item.at());
        host.announce(message, to);
    }
}
