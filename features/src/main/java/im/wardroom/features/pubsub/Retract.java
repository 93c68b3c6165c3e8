// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Set;

/// Taking an item back (XEP-0060 §7.2): the owner any, a publisher its own.
final class Retract implements Request {

    private static final Set<String> TRUE = Set.of("true", "1");

    @Override
    public void handle(Call call) {
        String name = call.name();
        List<Element> items = call.action().elements(Names.PUBSUB, "item").toList();
        String id = items.size() == 1 ? items.getFirst().attribute("id", "") : "";
        if (id.isEmpty()) {
            throw Refusal.ITEM_REQUIRED.exception();
        }
        BareJid owner = call.host().owner();
        call.host()
                .read(
                        ports -> ports.nodes().find(owner, name, List.of(id)),
                        found -> retract(call, call.require(name), id, found));
    }

    private void retract(Call call, Node node, String id, List<Item> found) {
        Standing standing = call.standing(node);
        call.check(Access.publishing(Call.options(node), standing));
        if (found.isEmpty()) {
            throw Refusal.ITEM_NOT_FOUND.exception();
        }
        BareJid publisher = found.getFirst().publisher().bare();
        if (!standing.isOwner() && !publisher.equals(call.host().sender().bare())) {
            throw Refusal.FORBIDDEN.exception();
        }
        Publication.retract(call.host(), node, id, TRUE.contains(call.action().attribute("notify", "")));
        call.done();
        call.changed().accept(node.name());
    }
}
