// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.service;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.account.Entity;
import im.wardroom.server.account.Environment;
import im.wardroom.server.account.KeptNodes;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.server.extension.RequestFailure;
import im.wardroom.server.extension.Slots;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Ports;
import im.wardroom.store.Role;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the kernel does for one address of a service: hands it its stanzas and collects what it wants done. What the
/// address is, only its feature knows.
final class Resident implements Entity, EntityContext {

    private final BareJid address;
    private final im.wardroom.server.extension.Entity entity;
    private final Environment environment;
    private List<Effect> effects = new ArrayList<>();
    private final KeptNodes nodes;
    private OwnLog log;
    private long id;
    private boolean busy;

    /// Answers that somebody waits for.
    private int open;

    Resident(
            BareJid address,
            im.wardroom.server.extension.Entity entity,
            Optional<Accounts.State> kept,
            Environment environment) {
        this.address = address;
        this.entity = entity;
        this.environment = environment;
        this.id = kept.map(Accounts.State::id).orElse(0L);
        this.log = new OwnLog(kept);
        this.nodes = new KeptNodes(address, kept.map(Accounts.State::nodes).orElse(List.of()));
    }

    @Override
    public List<Effect> handle(Command command) {
        switch (command) {
            case Command.Arrive(Stanza stanza, var _) -> guarded(stanza, () -> entity.receive(stanza, this));
            case Command.Answer<?> answer -> answer.resume();
            case Command.Evict _ -> entity.end(this);
            case Command.Bind _,
                    Command.Enable _,
                    Command.Restore _,
                    Command.Connection _,
                    Command.Visit _,
                    Command.Signal _,
                    Command.Reply _,
                    Command.Depart _,
                    Command.Resume _,
                    Command.Unbind _,
                    Command.Settled _,
                    Command.Befriend _ -> throw new IllegalStateException("no device signs in at " + address);
        }
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    private void guarded(Stanza stanza, Runnable step) {
        try {
            step.run();
        } catch (StanzaException e) {
            refuse(stanza, e.error());
        }
    }

    @Override
    public boolean isIdle() {
        return !busy && open == 0 && entity.isIdle();
    }

    @Override
    public boolean isBusy() {
        return busy;
    }

    @Override
    public boolean has(SessionId session) {
        return false;
    }

    @Override
    public BareJid address() {
        return address;
    }

    @Override
    public Instant now() {
        return environment.clock().instant();
    }

    @Override
    public boolean exists() {
        return id != 0;
    }

    @Override
    public void create(Runnable created) {
        busy = true;
        effects.add(new Effect.Keep(new Change.CreateAccount(address, Role.SERVICE, now(), List.of())));
        effects.add(new Effect.ReadState(found -> created(found, created), this::notCreated));
    }

    private void created(Optional<Accounts.State> kept, Runnable created) {
        busy = false;
        id = kept.map(Accounts.State::id).orElseThrow();
        log = new OwnLog(kept);
        created.run();
    }

    /// The store does not say what it has: it is looked at again when somebody comes.
    private void notCreated() {
        busy = false;
        entity.end(this);
    }

    @Override
    public void remove() {
        id = 0;
        keep(new Change.RemoveAccount(address));
    }

    @Override
    public void put(String namespace, String key, byte[] value) {
        keep(new Change.PutDocument(address, namespace, key, value));
    }

    @Override
    public void delete(String namespace, String key) {
        keep(new Change.RemoveDocument(address, namespace, key));
    }

    @Override
    public MessageLog.Entry append(Jid peer, Message message) {
        MessageLog.Entry entry = log.next(now(), peer, message);
        keep(new Change.AppendMessage(address, entry));
        // Nothing of it waits for a device.
        effects.add(new Effect.KeepLazily(new Change.MoveCursor(address, entry.seq())));
        return entry;
    }

    @Override
    public void replace(long number, UnaryOperator<Element> remains) {
        effects.add(new Effect.Keep(new Change.ReplaceMessage(
                address,
                number,
                stanza -> remains.apply(Element.read(stanza, Namespaces.CLIENT)).toBytes())));
    }

    @Override
    public String archiveId(long number) {
        return environment.ids().id(id, number);
    }

    @Override
    public OptionalLong archiveNumber(String archiveId) {
        return environment.ids().number(id, archiveId);
    }

    @Override
    public boolean isWorthKeeping(Message message) {
        for (var keeping : environment.extensions().keepings()) {
            Decision decision = keeping.decide(message);
            if (decision != Decision.NO_OPINION) {
                return decision == Decision.KEEP;
            }
        }
        return message.hasBody();
    }

    @Override
    public void send(Stanza stanza) {
        effects.add(new Effect.Route(stanza));
    }

    @Override
    public void refuse(Stanza stanza, StanzaError error) {
        Stanza reply = stanza.errorReply(error);
        if (reply != null && reply.to() != null) {
            send(reply);
        }
    }

    @Override
    public boolean askLog(Iq request, @Nullable Slots asker) {
        Element payload = request.payload();
        var handler = environment.extensions().log(payload);
        if (handler != null) {
            handler.handle(new LogReading(this, request, asker), payload);
        }
        return handler != null;
    }

    @Override
    public NodesContext nodes(Iq request) {
        return new NodeRequest(this, request);
    }

    /// One of the accounts of this server.
    boolean isOfTheServer(Jid jid) {
        return environment.domains().contains(jid.domain()) && jid.local() != null;
    }

    KeptNodes nodes() {
        return nodes;
    }

    void keep(Change change) {
        effects.add(new Effect.Keep(change));
    }

    <T> void readPorts(Function<Ports, T> query, Consumer<T> continuation, Runnable failed) {
        open++;
        effects.add(new Effect.ReadInOrder<>(
                query,
                found -> {
                    open--;
                    continuation.accept(found);
                },
                () -> {
                    open--;
                    failed.run();
                }));
    }

    <T> void readLog(Function<MessageLog, T> query, Consumer<T> continuation, Runnable failed) {
        open++;
        effects.add(new Effect.ReadLog<>(
                query,
                found -> {
                    open--;
                    continuation.accept(found);
                },
                () -> {
                    open--;
                    failed.run();
                }));
    }

    @Override
    public <T extends @Nullable Object> void await(
            Stanza stanza, CompletableFuture<T> result, Consumer<T> continuation) {
        open++;
        effects.add(new Effect.Await(result.handle((value, error) -> () -> {
            open--;
            known(stanza, value, error, continuation);
        })));
    }

    @Override
    public <T extends @Nullable Object> void awaitAlone(
            Stanza stanza, CompletableFuture<T> result, Consumer<T> continuation) {
        busy = true;
        effects.add(new Effect.Await(result.handle((value, error) -> () -> {
            busy = false;
            known(stanza, value, error, continuation);
        })));
    }

    private <T extends @Nullable Object> void known(
            Stanza stanza, T value, @Nullable Throwable error, Consumer<T> continuation) {
        if (error != null) {
            refuse(stanza, RequestFailure.errorOf(error));
        } else {
            guarded(stanza, () -> continuation.accept(value));
        }
    }
}
