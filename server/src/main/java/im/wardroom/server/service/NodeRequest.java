// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.service;

import im.wardroom.server.extension.NodesContext;
import im.wardroom.store.Change;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Ports;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request about the nodes of an entity. Belongs to the entity.
record NodeRequest(Resident entity, Iq request) implements NodesContext {

    @Override
    public BareJid owner() {
        return entity.address();
    }

    @Override
    public Jid sender() {
        return Objects.requireNonNull(request.from());
    }

    @Override
    public boolean isAtHome() {
        return entity.isOfTheServer(sender());
    }

    @Override
    public boolean isTrusted() {
        return true;
    }

    @Override
    public Instant now() {
        return entity.now();
    }

    @Override
    public @Nullable RosterItem contact(BareJid jid) {
        return null;
    }

    @Override
    public Iterable<RosterItem> roster() {
        return List.of();
    }

    @Override
    public Map<String, Node> nodes() {
        return entity.nodes().all();
    }

    @Override
    public void putNode(Node node, int keep) {
        entity.nodes().put(node, keep, entity::keep);
    }

    @Override
    public void removeNode(String name) {
        entity.nodes().remove(name, entity::keep);
    }

    @Override
    public void putItem(String node, Item item, int keep) {
        entity.keep(new Change.PutItem(owner(), node, item, keep));
    }

    @Override
    public void removeItem(String node, String id) {
        entity.keep(new Change.RemoveItem(owner(), node, id));
    }

    @Override
    public void removeItems(String node) {
        entity.keep(new Change.RemoveItems(owner(), node));
    }

    @Override
    public <T> void read(Function<Ports, T> query, Consumer<T> continuation) {
        entity.readPorts(
                query,
                found -> guarded(() -> continuation.accept(found)),
                () -> entity.refuse(request, StanzaError.of(Condition.RESOURCE_CONSTRAINT)));
    }

    private void guarded(Runnable continuation) {
        try {
            continuation.run();
        } catch (StanzaException e) {
            entity.refuse(request, e.error());
        }
    }

    @Override
    public void announce(Stanza stanza, Jid to) {
        entity.send(stanza.addressed(stanza.from(), to));
    }

    @Override
    public void reply(@Nullable Element payload) {
        entity.send(request.result(payload));
    }
}
