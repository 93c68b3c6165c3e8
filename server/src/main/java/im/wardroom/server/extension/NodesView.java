// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.Nodes;
import im.wardroom.store.Ports;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An address that has publish-subscribe nodes: an account, or a service. It is valid while it is handled, and during
/// the continuation of a read.
public interface NodesView {

    /// Whose nodes they are.
    BareJid owner();

    Instant now();

    /// A service has no contacts.
    @Nullable
    RosterItem contact(BareJid jid);

    Iterable<RosterItem> roster();

    /// By name, without their items; they are in memory.
    Map<String, Nodes.Node> nodes();

    /// Makes or changes a node; of its items, the newest `keep` stay.
    void putNode(Nodes.Node node, int keep);

    void removeNode(String name);

    /// Keeps an item of a node that exists; of all, the newest `keep` stay.
    void putItem(String node, Nodes.Item item, int keep);

    void removeItem(String node, String id);

    void removeItems(String node);

    /// Reads what is kept, once everything that the owner was asked before is done and on disk; the continuation
    /// runs inside of the owner, later. Continuations run in the order of their calls. What made the owner read
    /// is acknowledged only when the continuation is done, too.
    <T> void read(Function<Ports, T> query, Consumer<T> continuation);

    /// Sends something to an address, unless the owner and the address have nothing to do with each other.
    void announce(Stanza stanza, Jid to);
}
