// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Refusal;

/// Making a node (XEP-0060 §8.1), configured as the request says.
final class CreateNode implements Request {

    private final Publication publication;

    CreateNode(Publication publication) {
        this.publication = publication;
    }

    @Override
    public void handle(Call call) {
        call.ownerOnly();
        String name = call.name();
        NodeOptions options = Call.form(call.pubsub().child(Names.PUBSUB, "configure"), Names.NODE_CONFIG)
                .map(form -> NodeOptions.USUAL.with(form, call.limits()))
                .orElse(NodeOptions.USUAL);
        call.inTurn(() -> {
            if (call.find(name) != null) {
                throw Refusal.CONFLICT.exception();
            }
            if (!publication.make(call.account(), name, options)) {
                throw Refusal.MAX_NODES_EXCEEDED.exception();
            }
            call.done();
        });
    }
}
