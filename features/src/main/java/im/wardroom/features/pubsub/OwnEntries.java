// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Affiliation;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Subscription;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What the asker is to the nodes of the account (XEP-0060 §5.6, §5.7).
final class OwnEntries {

    private OwnEntries() {}

    static void subscriptions(Call call) {
        BareJid asker = call.host().sender().bare();
        list(
                call,
                "subscriptions",
                node -> node.subscriptions().entrySet().stream()
                        .filter(entry -> entry.getKey().bare().equals(asker))
                        .map(entry -> Subscribe.element(
                                node.name(),
                                entry.getKey(),
                                Subscription.of(entry.getValue()).orElse(Subscription.NONE)))
                        .toList());
    }

    static void affiliations(Call call) {
        list(call, "affiliations", node -> {
            Affiliation affiliation = call.standing(node).affiliation();
            return affiliation == Affiliation.NONE
                    ? List.of()
                    : List.of(Call.element("affiliation")
                            .with("node", node.name())
                            .with("affiliation", affiliation.word()));
        });
    }

    @FunctionalInterface
    private interface Entries {
        List<Element> of(Node node);
    }

    /// Of one node, if the request names one.
    private static void list(Call call, String name, Entries entries) {
        call.inTurn(() -> {
            String wanted = call.action().attribute("node");
            List<Element> found = new ArrayList<>();
            new TreeMap<>(call.host().nodes()).forEach((node, kept) -> {
                if (wanted == null || wanted.equals(node)) {
                    found.addAll(entries.of(kept));
                }
            });
            if (found.isEmpty() && !call.host().isTrusted()) {
                call.check(Refusal.FORBIDDEN);
            }
            call.reply(Call.element(name).with("node", wanted).withAll(found));
        });
    }
}
