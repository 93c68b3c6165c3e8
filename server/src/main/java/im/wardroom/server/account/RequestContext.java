// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.RequestFailure;
import im.wardroom.server.extension.Slots;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a feature may do while it answers one request. Belongs to the account.
record RequestContext(
        BareJid owner,
        Environment environment,
        Iq request,
        @Nullable Device device,
        Roster contacts,
        Devices connected,
        Effects effects,
        Presences presences,
        long accountId,
        Map<String, Map<String, byte[]>> documents)
        implements AccountContext {

    @Override
    public Jid sender() {
        return Objects.requireNonNull(request.from());
    }

    @Override
    public @Nullable Slots asker() {
        return device == null ? null : device.slots();
    }

    @Override
    public boolean isOwner() {
        return sender().bare().equals(owner);
    }

    @Override
    public boolean isTrusted() {
        return isOwner() || contacts.findOrNone(sender().bare()).subscription().from();
    }

    @Override
    public Iterable<? extends DeviceView> devices() {
        return List.copyOf(connected.all());
    }

    @Override
    public @Nullable RosterItem contact(BareJid jid) {
        return contacts.find(jid);
    }

    @Override
    public Iterable<RosterItem> roster() {
        return contacts.items();
    }

    @Override
    public Instant now() {
        return environment.clock().instant();
    }

    @Override
    public Map<String, byte[]> loaded(String namespace) {
        return Collections.unmodifiableMap(documents.getOrDefault(namespace, Map.of()));
    }

    private boolean isLoaded(String namespace) {
        return environment.extensions().loadedNamespaces().contains(namespace);
    }

    @Override
    public void put(String namespace, String key, byte[] value) {
        if (isLoaded(namespace)) {
            documents.computeIfAbsent(namespace, n -> new HashMap<>()).put(key, value);
        }
        effects.keep(new Change.PutDocument(owner, namespace, key, value));
    }

    @Override
    public void remove(String namespace, String key) {
        if (isLoaded(namespace)) {
            documents.computeIfAbsent(namespace, n -> new HashMap<>()).remove(key);
        }
        effects.keep(new Change.RemoveDocument(owner, namespace, key));
    }

    @Override
    public void read(String namespace, Consumer<Map<String, byte[]>> continuation) {
        effects.add(new Effect.ReadDocuments(
                namespace, found -> guarded(() -> continuation.accept(found)), this::readingFailed));
    }

    @Override
    public <T extends @Nullable Object> void await(CompletableFuture<T> result, Consumer<T> continuation) {
        effects.add(new Effect.Await(result.handle((value, error) -> () -> guarded(() -> {
            if (error != null) {
                fail(RequestFailure.errorOf(error));
            } else {
                continuation.accept(value);
            }
        }))));
    }

    @Override
    public void reply(@Nullable Element payload) {
        respond(request.result(payload));
    }

    @Override
    public void fail(StanzaError error) {
        Stanza reply = request.errorReply(error);
        if (reply != null) {
            respond(reply);
        }
    }

    @Override
    public String archiveId(long number) {
        return environment.ids().id(accountId, number);
    }

    @Override
    public OptionalLong archiveNumber(String id) {
        return environment.ids().number(accountId, id);
    }

    @Override
    public <T> void readLog(Function<MessageLog, T> query, Consumer<T> continuation) {
        effects.add(
                new Effect.ReadLog<>(query, found -> guarded(() -> continuation.accept(found)), this::readingFailed));
    }

    private void readingFailed() {
        fail(StanzaError.of(Condition.RESOURCE_CONSTRAINT));
    }

    private void guarded(Runnable continuation) {
        try {
            continuation.run();
        } catch (StanzaException e) {
            fail(e.error());
        }
    }

    @Override
    public void send(Message message) {
        respond(message);
    }

    private void respond(Stanza reply) {
        if (device == null) {
            effects.route(reply);
        } else {
            effects.sendAsIs(device, reply);
        }
    }

    @Override
    public void push(Element payload, Predicate<? super DeviceView> which) {
        String id = Objects.requireNonNullElse(request.id(), "push");
        for (Device target : connected.where(which::test)) {
            effects.sendAsIs(target, Iq.set("push-" + id, null, target.jid(), payload));
        }
    }

    @Override
    public void route(Stanza stanza) {
        effects.route(stanza);
    }

    @Override
    public void showPresence(BareJid contact, boolean available) {
        if (!contacts.findOrNone(contact).subscription().from()) {
            return;
        }
        if (available) {
            presences.showAll(contact);
        } else {
            presences.hideAll(contact);
        }
    }
}
