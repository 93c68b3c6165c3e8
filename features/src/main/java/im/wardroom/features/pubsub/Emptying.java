// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.store.Nodes.Node;

/// Deleting a node (XEP-0060 §8.4), and all of its items (§8.5).
final class Emptying {

    private Emptying() {}

    static void delete(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            NodeOptions options = Call.options(node);
            call.host().removeNode(node.name());
            if (options.is(Option.NOTIFY_DELETE)) {
                Notices.send(call.host(), node, options, Events.deleted(node.name()));
            }
            call.done();
            call.changed().accept(node.name());
        });
    }

    static void purge(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            NodeOptions options = Call.options(node);
            if (!options.is(Option.PERSIST_ITEMS)) {
                throw Refusal.unsupported("persistent-items");
            }
            call.host().removeItems(node.name());
            Notices.send(call.host(), node, options, Events.purged(node.name()));
            call.done();
            call.changed().accept(node.name());
        });
    }
}
