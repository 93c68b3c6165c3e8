// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Page;
import im.wardroom.store.Nodes.Range;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node with its items, in the order of publishing.
record KeptNode(Node node, List<Item> items) {
    KeptNode {
        items = List.copyOf(items);
    }

    static KeptNode of(String name, String options) {
        return new KeptNode(Node.of(name, options), List.of());
    }

    private static <K> Map<K, String> with(Map<K, String> before, K key, @Nullable String value) {
        Map<K, String> after = new HashMap<>(before);
        if (value == null) {
            after.remove(key);
        } else {
            after.put(key, value);
        }
        return after;
    }

    KeptNode with(Change.PutNode change) {
        Node changed = new Node(node.name(), change.options(), node.affiliations(), node.subscriptions());
        return new KeptNode(changed, newest(items, change.keep()));
    }

    KeptNode with(Change.PutAffiliation change) {
        Map<BareJid, String> after = with(node.affiliations(), change.entity(), change.affiliation());
        return new KeptNode(new Node(node.name(), node.options(), after, node.subscriptions()), items);
    }

    KeptNode with(Change.PutSubscription change) {
        Map<Jid, String> after = with(node.subscriptions(), change.subscriber(), change.state());
        return new KeptNode(new Node(node.name(), node.options(), node.affiliations(), after), items);
    }

    KeptNode with(Change.PutItem change) {
        Item item = change.item();
        List<Item> after = new ArrayList<>(items);
        after.removeIf(other -> other.id().equals(item.id()));
        after.add(new Item(item.id(), item.publisher(), KeptAccount.millis(item.at()), item.payload()));
        return new KeptNode(node, newest(after, change.keep()));
    }

    KeptNode without(Change.RemoveItem change) {
        return new KeptNode(
                node,
                items.stream().filter(item -> !item.id().equals(change.id())).toList());
    }

    KeptNode emptied() {
        return new KeptNode(node, List.of());
    }

    private static List<Item> newest(List<Item> items, int keep) {
        return items.subList(Math.max(0, items.size() - keep), items.size());
    }

    long size() {
        return items.stream().mapToLong(item -> item.payload().length).sum();
    }

    List<Item> find(Collection<String> ids) {
        return items.stream().filter(item -> ids.contains(item.id())).toList();
    }

    Optional<Page> page(Range range) {
        int after = range.after() == null ? -1 : place(range.after());
        int before = range.before() == null ? items.size() : place(range.before());
        if (range.after() != null && after < 0 || before < 0) {
            return Optional.empty();
        }
        List<Item> between = items.subList(Math.min(after + 1, before), before);
        List<Item> taken = range.latest()
                ? newest(between, range.limit())
                : between.subList(0, Math.min(range.limit(), between.size()));
        return Optional.of(new Page(fitting(taken, range), items.size()));
    }

    private static List<Item> fitting(List<Item> items, Range range) {
        List<Item> fitting = new ArrayList<>();
        long left = range.bytes();
        for (Item item : range.latest() ? items.reversed() : items) {
            left -= item.payload().length;
            if (left < 0 && !fitting.isEmpty()) {
                break;
            }
            fitting.add(item);
        }
        return range.latest() ? fitting.reversed() : fitting;
    }

    private int place(String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
