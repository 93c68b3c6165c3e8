// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.Jid;

/// Ending a subscription (XEP-0060 §6.2).
final class Unsubscribe implements Request {

    @Override
    public void handle(Call call) {
        call.inTurn(() -> {
            Node node = call.require(call.name());
            Jid subscriber = Subscribe.jid(call.action().attribute("jid"));
            if (!subscriber.bare().equals(call.host().sender().bare())) {
                call.check(Refusal.FORBIDDEN);
            }
            if (!node.subscriptions().containsKey(subscriber)) {
                call.check(Refusal.NO_SUCH_SUBSCRIBER);
            }
            call.host()
                    .putNode(
                            Subscribe.with(node, subscriber, Subscription.NONE),
                            Call.options(node).keep(call.limits()));
            call.done();
        });
    }
}
