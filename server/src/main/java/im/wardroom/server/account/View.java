// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Hooks;
import im.wardroom.store.Change;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Ports;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a feature may see and do in an account. Belongs to the account. A class to inherit from because a request
/// allows the same and more.
class View implements AccountView {

    private final Insides insides;

    View(Insides insides) {
        this.insides = insides;
    }

    final Insides insides() {
        return insides;
    }

    final Effects effects() {
        return insides.effects();
    }

    @Override
    public BareJid owner() {
        return insides.owner();
    }

    @Override
    public Iterable<? extends AccountContext.DeviceView> devices() {
        return List.copyOf(insides.devices().all());
    }

    @Override
    public @Nullable RosterItem contact(BareJid jid) {
        return insides.roster().find(jid);
    }

    @Override
    public Iterable<RosterItem> roster() {
        return insides.roster().items();
    }

    @Override
    public Instant now() {
        return insides.environment().clock().instant();
    }

    @Override
    public Map<String, byte[]> loaded(String namespace) {
        return Collections.unmodifiableMap(insides.documents().getOrDefault(namespace, Map.of()));
    }

    private boolean isLoaded(String namespace) {
        return insides.environment().extensions().loadedNamespaces().contains(namespace);
    }

    @Override
    public void put(String namespace, String key, byte[] value) {
        mirror(namespace, key, value);
        for (Hooks.Follower follower : insides.environment().extensions().followers(namespace)) {
            follower.changed(this, key, value);
        }
    }

    @Override
    public void mirror(String namespace, String key, byte[] value) {
        if (isLoaded(namespace)) {
            insides.documents().computeIfAbsent(namespace, n -> new HashMap<>()).put(key, value);
        }
        effects().keep(new Change.PutDocument(owner(), namespace, key, value));
    }

    @Override
    public void remove(String namespace, String key) {
        if (isLoaded(namespace)) {
            insides.documents().computeIfAbsent(namespace, n -> new HashMap<>()).remove(key);
        }
        effects().keep(new Change.RemoveDocument(owner(), namespace, key));
    }

    @Override
    public <T> void read(Function<Ports, T> query, Consumer<T> continuation) {
        effects()
                .add(new Effect.ReadInOrder<>(
                        query, found -> guarded(() -> continuation.accept(found)), this::readingFailed));
    }

    /// Nobody asked.
    void readingFailed() {}

    /// As above.
    void refused(StanzaException refusal) {}

    final void guarded(Runnable continuation) {
        try {
            continuation.run();
        } catch (StanzaException e) {
            refused(e);
        }
    }

    @Override
    public Map<String, Node> nodes() {
        return insides.nodes().all();
    }

    @Override
    public void putNode(Node node, int keep) {
        insides.nodes().put(node, keep, effects()::keep);
    }

    @Override
    public void removeNode(String name) {
        insides.nodes().remove(name, effects()::keep);
    }

    @Override
    public void putItem(String node, Item item, int keep) {
        effects().keep(new Change.PutItem(owner(), node, item, keep));
    }

    @Override
    public void removeItem(String node, String id) {
        effects().keep(new Change.RemoveItem(owner(), node, id));
    }

    @Override
    public void removeItems(String node) {
        effects().keep(new Change.RemoveItems(owner(), node));
    }

    @Override
    public void route(Stanza stanza) {
        effects().route(stanza);
    }

    @Override
    public void announce(Stanza stanza, Jid to) {
        Stanza addressed = stanza.addressed(stanza.from(), to);
        if (insides.admits().test(addressed, to)) {
            effects().route(addressed);
        }
    }

    @Override
    public boolean ask(AccountContext.DeviceView view, Element payload, Consumer<Element> continuation) {
        Device device = insides.devices().find(view.jid().resource());
        String id = device == null ? null : device.questions().open(continuation);
        if (device == null || id == null) {
            return false;
        }
        effects().sendAsIs(device, Iq.get(id, owner(), device.jid(), payload));
        return true;
    }

    @Override
    public void renewPresence() {
        insides.presences().renew();
    }
}
