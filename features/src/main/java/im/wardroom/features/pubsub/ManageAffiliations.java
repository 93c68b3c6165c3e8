// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Affiliation;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.HashMap;
import java.util.Map;

/// Who is what to a node, as its owner sees and changes it (XEP-0060 §8.9). The account's owner owns its nodes, and
/// nobody else does; at a service, each node has an owner at least. All of the changes are made, or none.
final class ManageAffiliations {

    private ManageAffiliations() {}

    static void list(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            Element list = Element.of(Names.OWNER, "affiliations").with("node", node.name());
            if (call.profile().ofOnePerson()) {
                list = list.with(entry(call.host().owner(), Affiliation.OWNER.word()));
            }
            call.reply(list.withAll(node.affiliations().entrySet().stream()
                    .map(entry -> entry(entry.getKey(), entry.getValue()))
                    .toList()));
        });
    }

    private static Element entry(BareJid entity, String affiliation) {
        return Element.of(Names.OWNER, "affiliation")
                .with("jid", entity.toString())
                .with("affiliation", affiliation);
    }

    static void change(Call call) {
        call.inTurn(() -> {
            Node node = call.owned(call.name());
            Map<BareJid, String> after = new HashMap<>(node.affiliations());
            call.action()
                    .elements(Names.OWNER, "affiliation")
                    .filter(entry -> entry.attribute("affiliation") != null)
                    .forEach(entry -> change(call, after, entry));
            if (!call.profile().ofOnePerson()) {
                checkOwners(call, node, after);
            }
            if (after.size() > call.limits().entities()) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "Too many entities have an affiliation.");
            }
            call.host()
                    .putNode(
                            new Node(node.name(), node.options(), after, node.subscriptions()),
                            Call.options(node).keep(call.limits()));
            call.done();
        });
    }

    /// Nobody gets round the number of nodes that one person may own by giving them away: the owner who asks stays one,
    /// and whoever becomes one has room for it. So a node has an owner always.
    private static void checkOwners(Call call, Node node, Map<BareJid, String> after) {
        String owner = Affiliation.OWNER.word();
        if (!owner.equals(after.get(call.host().sender().bare()))) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "You remain an owner; another owner can change that.");
        }
        for (Map.Entry<BareJid, String> entry : after.entrySet()) {
            boolean isNew = entry.getValue().equals(owner)
                    && !owner.equals(node.affiliations().get(entry.getKey()));
            if (isNew && call.ownedBy(entry.getKey()) >= call.limits().nodesOfOne()) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, entry.getKey() + " owns too many nodes already.");
            }
        }
    }

    private static void change(Call call, Map<BareJid, String> affiliations, Element entry) {
        BareJid entity = Subscribe.jid(entry.attribute("jid")).bare();
        Affiliation affiliation = Affiliation.of(entry.attribute("affiliation", ""))
                .orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE, "There is no such affiliation."));
        boolean isOwner = entity.equals(call.host().owner());
        if (call.profile().ofOnePerson() && isOwner != (affiliation == Affiliation.OWNER)) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "An account's nodes have one owner.");
        }
        if (affiliation == Affiliation.NONE) {
            affiliations.remove(entity);
        } else if (!isOwner) {
            affiliations.put(entity, affiliation.word());
        }
    }
}
