// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.Nodes;
import im.wardroom.store.Ports;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a feature sees of an account, whatever it was called for. It is valid during that call, and during the
/// continuation of a read.
public interface AccountView {

    BareJid owner();

    Iterable<? extends AccountContext.DeviceView> devices();

    @Nullable
    RosterItem contact(BareJid jid);

    Iterable<RosterItem> roster();

    Instant now();

    /// Documents of a namespace that the feature asked to have loaded ([Hooks#loads]).
    Map<String, byte[]> loaded(String namespace);

    /// Keeps a document; later effects wait until it is on disk. Those who follow the namespace are told.
    void put(String namespace, String key, byte[] value);

    /// As above, for one who follows the namespace: nobody is told.
    void mirror(String namespace, String key, byte[] value);

    void remove(String namespace, String key);

    /// Reads what is kept, once everything that this account was asked before is done and on disk; the continuation
    /// runs inside of the account, later. Continuations run in the order of their calls. What made the account read
    /// is acknowledged only when the continuation is done, too.
    <T> void read(Function<Ports, T> query, Consumer<T> continuation);

    /// Reads the documents of a namespace.
    default void read(String namespace, Consumer<Map<String, byte[]>> continuation) {
        BareJid owner = owner();
        read(ports -> ports.documents().all(owner, namespace), continuation);
    }

    /// The account's nodes by name, without their items; they are in memory.
    Map<String, Nodes.Node> nodes();

    /// Makes or changes a node; of its items, the newest `keep` stay.
    void putNode(Nodes.Node node, int keep);

    void removeNode(String name);

    /// Keeps an item of a node that exists; of all, the newest `keep` stay.
    void putItem(String node, Nodes.Item item, int keep);

    void removeItem(String node, String id);

    void removeItems(String node);

    /// Sends a request's copy, a notice or the like to another address.
    void route(Stanza stanza);

    /// As above, unless the owner and the address have nothing to do with each other.
    void announce(Stanza stanza, Jid to);

    /// Asks a device of the owner something; the continuation gets its answer's payload inside of the account, later,
    /// or never. False if too many questions to it are open.
    boolean ask(AccountContext.DeviceView device, Element payload, Consumer<Element> continuation);

    /// What features put into presence has changed: those who see the owner get it anew.
    void renewPresence();
}
