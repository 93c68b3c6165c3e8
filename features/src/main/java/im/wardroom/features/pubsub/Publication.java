// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.NodesView;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.xml.Element;

/// Keeps items and tells of them. Whether somebody may do that is decided before.
record Publication(Limits limits) {

    /// Publishes to a node that exists.
    void put(NodesView host, Node node, Item item, Element payload) {
        NodeOptions options = Call.options(node);
        int keep = options.keep(limits);
        if (keep > 0) {
            host.putItem(node.name(), item, keep);
        }
        Notices.send(host, node, options, Events.published(node.name(), options, item, payload));
    }

    /// On the owner's behalf; makes the node if need be. False if there is no room.
    boolean put(AccountView account, String name, NodeOptions whenMade, String id, Element payload) {
        byte[] bytes = payload.toBytes("");
        boolean hasRoom = bytes.length <= limits.itemBytes()
                && (account.nodes().containsKey(name) || make(account, name, whenMade));
        Node node = account.nodes().get(name);
        if (hasRoom && node != null) {
            put(account, node, new Item(id, account.owner(), account.now(), bytes), payload);
        }
        return hasRoom;
    }

    private boolean make(AccountView account, String name, NodeOptions options) {
        if (account.nodes().size() >= limits.nodes()) {
            return false;
        }
        account.putNode(Node.of(name, options.written()), options.keep(limits));
        return true;
    }

    /// @param notify whatever the node's options say
    static void retract(NodesView host, Node node, String id, boolean notify) {
        NodeOptions options = Call.options(node);
        host.removeItem(node.name(), id);
        if (notify || options.is(Option.NOTIFY_RETRACT)) {
            Notices.send(host, node, options, Events.retracted(node.name(), id));
        }
    }
}
