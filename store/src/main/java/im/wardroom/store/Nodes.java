// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The items of publish-subscribe nodes (XEP-0060); the nodes themselves come with the account. What options,
/// affiliations and states mean is for others to say. Every method may block.
public interface Nodes {

    /// A node without its items.
    ///
    /// @param options what of its configuration is not as usual
    /// @param affiliations by address
    /// @param subscriptions states by address
    record Node(String name, String options, Map<BareJid, String> affiliations, Map<Jid, String> subscriptions) {
        public Node {
            affiliations = Map.copyOf(affiliations);
            subscriptions = Map.copyOf(subscriptions);
        }

        /// As it is when it is made.
        public static Node of(String name, String options) {
            return new Node(name, options, Map.of(), Map.of());
        }
    }

    /// @param at when it was published last
    record Item(String id, Jid publisher, Instant at, byte[] payload) {}

    /// Which items are wanted, in the order of publishing.
    ///
    /// @param after the id of the item before the first one
    /// @param before the id of the item behind the last one
    /// @param latest those at the end come first when there is no room for all
    /// @param limit of items
    /// @param bytes of payloads; one item may be larger
    record Range(@Nullable String after, @Nullable String before, boolean latest, int limit, long bytes) {
        /// The newest, however large.
        public static Range latest(int limit) {
            return new Range(null, null, true, limit, Long.MAX_VALUE);
        }
    }

    /// @param total how many items the node has
    record Page(List<Item> items, long total) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// What is taken up.
    ///
    /// @param account bytes of all payloads
    /// @param item bytes of one payload, or nothing if there is no such item
    record Usage(long account, Optional<Long> item) {}

    /// Nothing if the range begins or ends at an item that does not exist.
    Optional<Page> page(BareJid owner, String node, Range range);

    /// Those that exist, in the order of publishing.
    List<Item> find(BareJid owner, String node, Collection<String> ids);

    Usage usage(BareJid owner, String node, String id);
}
