// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Making a node (XEP-0060 §8.1), configured as the request says; a service makes up a name where none is given
/// (§8.1.2).
final class CreateNode implements Request {

    @Override
    public void handle(Call call) {
        call.checkMayMake();
        boolean unnamed =
                call.action().attribute("node", "").isEmpty() && !call.profile().ofOnePerson();
        String name = unnamed ? fresh(call) : call.name();
        NodeOptions options =
                call.optionsWhenMade(Call.form(call.pubsub().child(Names.PUBSUB, "configure"), Names.NODE_CONFIG));
        call.inTurn(() -> {
            if (call.find(name) != null) {
                throw Refusal.CONFLICT.exception();
            }
            call.make(name, options);
            if (unnamed) {
                call.reply(Call.element("create").with("node", name));
            } else {
                call.done();
            }
        });
    }

    private static String fresh(Call call) {
        return ItemId.of(
                call.host().sender().toString().getBytes(StandardCharsets.UTF_8),
                call.host().now(),
                Objects.requireNonNullElse(call.host().request().id(), ""));
    }
}
