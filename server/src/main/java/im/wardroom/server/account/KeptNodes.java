// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// The publish-subscribe nodes of an entity, without their items: in memory as they are in the store. Belongs to the
/// entity.
public final class KeptNodes {

    private final BareJid owner;
    private final Map<String, Node> nodes = new HashMap<>();

    public KeptNodes(BareJid owner, Collection<Node> kept) {
        this.owner = owner;
        kept.forEach(node -> nodes.put(node.name(), node));
    }

    /// By name.
    public Map<String, Node> all() {
        return Collections.unmodifiableMap(nodes);
    }

    /// Keeps what of the node is new.
    ///
    /// @param keep how many of its items stay, if its options are new
    public void put(Node node, int keep, Consumer<Change> changes) {
        String name = node.name();
        Node before = nodes.put(name, node);
        if (before == null || !before.options().equals(node.options())) {
            changes.accept(new Change.PutNode(owner, name, node.options(), keep));
        }
        Map<BareJid, String> affiliations = before == null ? Map.of() : before.affiliations();
        for (BareJid entity : both(affiliations, node.affiliations())) {
            String value = node.affiliations().get(entity);
            if (!Objects.equals(value, affiliations.get(entity))) {
                changes.accept(new Change.PutAffiliation(owner, name, entity, value));
            }
        }
        Map<Jid, String> subscriptions = before == null ? Map.of() : before.subscriptions();
        for (Jid subscriber : both(subscriptions, node.subscriptions())) {
            String value = node.subscriptions().get(subscriber);
            if (!Objects.equals(value, subscriptions.get(subscriber))) {
                changes.accept(new Change.PutSubscription(owner, name, subscriber, value));
            }
        }
    }

    private static <K> Set<K> both(Map<K, String> one, Map<K, String> other) {
        Set<K> keys = new HashSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }

    public void remove(String name, Consumer<Change> changes) {
        nodes.remove(name);
        changes.accept(new Change.RemoveNode(owner, name));
    }
}
