// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.store.Nodes.Node;

/// Deleting a node (XEP-0060 §8.4), and all of its items (§8.5).
record Emptying(Conversions conversions) {

    void delete(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            NodeOptions options = Call.options(node);
            call.account().removeNode(node.name());
            if (options.is(Option.NOTIFY_DELETE)) {
                Notices.send(call.account(), node, options, Events.deleted(node.name()));
            }
            call.done();
            conversions.changed(call.account(), node.name());
        });
    }

    void purge(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            NodeOptions options = Call.options(node);
            if (!options.is(Option.PERSIST_ITEMS)) {
                throw Refusal.unsupported("persistent-items");
            }
            call.account().removeItems(node.name());
            Notices.send(call.account(), node, options, Events.purged(node.name()));
            call.done();
            conversions.changed(call.account(), node.name());
        });
    }
}
