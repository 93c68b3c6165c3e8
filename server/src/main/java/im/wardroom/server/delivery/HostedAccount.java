// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Account;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One account with its mailbox, and whoever carries out its effects: in order, those after a change only when the
/// change is on disk. Everything but [#offer] runs on the account's loop.
final class HostedAccount {

    private static final Logger LOG = LoggerFactory.getLogger(HostedAccount.class);

    /// Commands and effects that may wait for one account.
    private static final int MAX_WAITING = 20_000;

    private record Envelope(Command command, Receipt receipt) {}

    /// Effects that wait for the disk, or for those before them.
    private static final class Batch {
        private final List<Effect> effects;
        private final Envelope cause;
        private boolean written;
        private @Nullable Throwable failure;

        Batch(List<Effect> effects, Envelope cause) {
            this.effects = effects;
            this.cause = cause;
        }
    }

    private enum State {
        LOADING,
        READY,
        MISSING,
        GONE
    }

    private final BareJid owner;
    private final EntityHost host;
    private final Loop loop;
    private final Deque<Envelope> waitingForLoad = new ArrayDeque<>();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private volatile State state = State.LOADING;
    private CompletableFuture<Void> lazily = CompletableFuture.completedFuture(null);
    private @Nullable Account account;
    private boolean idleTimer;
    private boolean loading;
    private boolean evicted;

    HostedAccount(BareJid owner, EntityHost host, Loop loop) {
        this.owner = owner;
        this.host = host;
        this.loop = loop;
    }

    BareJid owner() {
        return owner;
    }

    /// False if this one was unloaded.
    boolean offer(Command command, Receipt receipt) {
        if (state == State.GONE) {
            return false;
        }
        loop.execute(() -> accept(new Envelope(command, receipt)));
        return true;
    }

    private void accept(Envelope envelope) {
        switch (state) {
            case GONE -> host.tell(owner, envelope.command(), envelope.receipt());
            case READY -> handle(envelope);
            case MISSING -> missing(envelope);
            case LOADING -> {
                if (waitingForLoad.size() >= MAX_WAITING) {
                    refuse(envelope, Condition.RESOURCE_CONSTRAINT);
                    return;
                }
                waitingForLoad.add(envelope);
                if (!loading) {
                    loading = true;
                    host.load(this);
                }
            }
        }
    }

    /// From any thread.
    void loaded(Optional<Account> found) {
        loop.execute(() -> {
            account = found.orElse(null);
            state = account == null ? State.MISSING : State.READY;
            List<Envelope> waiting = takeWaiting();
            if (state == State.MISSING) {
                waiting.forEach(envelope -> refuse(envelope, Condition.SERVICE_UNAVAILABLE));
                goIdle();
            } else {
                waiting.forEach(this::accept);
            }
        });
    }

    /// That there is no such account is remembered for what strangers send to it. Whoever signs in or makes it a
    /// contact knows better: it was made in the meantime.
    private void missing(Envelope envelope) {
        if (envelope.command() instanceof Command.Arrive) {
            refuse(envelope, Condition.SERVICE_UNAVAILABLE);
        } else {
            state = State.GONE;
            host.forget(this);
            host.tell(owner, envelope.command(), envelope.receipt());
        }
    }

    /// From any thread.
    void loadingFailed(RuntimeException cause) {
        loop.execute(() -> {
            state = State.GONE;
            host.forget(this);
            takeWaiting().forEach(e -> {
                tellOff(e, Condition.INTERNAL_SERVER_ERROR);
                e.receipt().fail(cause);
            });
        });
    }

    private List<Envelope> takeWaiting() {
        List<Envelope> taken = List.copyOf(waitingForLoad);
        waitingForLoad.clear();
        return taken;
    }

    private void handle(Envelope envelope) {
        if (batches.size() >= MAX_WAITING) {
            refuse(envelope, Condition.RESOURCE_CONSTRAINT);
            return;
        }
        if (envelope.command() instanceof Command.Arrive || envelope.command() instanceof Command.Depart) {
            Journey.passed("account", owner);
        }
        Account entity = Objects.requireNonNull(account);
        List<Effect> effects;
        try {
            effects = entity.handle(envelope.command());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("account", owner).log("an account failed to handle a command");
            refuse(envelope, Condition.INTERNAL_SERVER_ERROR);
            return;
        }
        evicted |= envelope.command() instanceof Command.Evict evict && evict.spared() == null;
        carryOut(effects, envelope);
        rest(entity);
    }

    private void carryOut(List<Effect> effects, Envelope cause) {
        List<Change> durable = new ArrayList<>();
        List<Change> lazy = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Keep(Change change)) {
                durable.add(change);
            } else if (effect instanceof Effect.KeepLazily(Change change)) {
                lazy.add(change);
            }
        }
        if (!lazy.isEmpty()) {
            // Lost only if the process dies before the next sync; then the messages come a second time.
            lazily = host.store().commit(lazy).exceptionally(e -> {
                LOG.atWarn()
                        .addKeyValue("account", owner)
                        .addKeyValue("cause", e.toString())
                        .log("cursor not kept");
                return null;
            });
        }
        if (durable.isEmpty() && batches.isEmpty()) {
            execute(effects, cause.receipt());
            return;
        }
        Batch batch = new Batch(effects, cause);
        batches.add(batch);
        if (durable.isEmpty()) {
            batch.written = true;
        } else {
            Journey.passed("store", durable.size());
            host.store().commit(durable).whenComplete((ok, error) -> {
                if (!host.isStopped()) {
                    loop.execute(() -> written(batch, error));
                }
            });
        }
    }

    private void written(Batch batch, @Nullable Throwable error) {
        batch.written = true;
        batch.failure = error;
        while (!batches.isEmpty() && batches.peek().written) {
            Batch next = batches.remove();
            if (next.failure == null) {
                execute(next.effects, next.cause.receipt());
            } else {
                lost(next, next.failure);
            }
        }
        Account entity = account;
        if (entity != null) {
            rest(entity);
        }
    }

    /// What is in memory and what is on disk differ now: the account is loaded again, its devices sign in again.
    private void lost(Batch batch, Throwable cause) {
        LOG.atError()
                .addKeyValue("account", owner)
                .addKeyValue("cause", cause.toString())
                .log("a change was not kept");
        tellOff(batch.cause, Condition.RESOURCE_CONSTRAINT);
        batch.cause.receipt().fail(cause);
        Account entity = account;
        if (state == State.READY && entity != null) {
            state = State.GONE;
            host.forget(this);
            execute(
                    entity.handle(new Command.Evict("The server could not keep a change; sign in again.", null)),
                    Receipt.NONE);
        }
    }

    private void execute(List<Effect> effects, Receipt receipt) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Keep keep -> {}
                case Effect.KeepLazily keep -> {}
                case Effect.Send send -> host.directory().deliver(send);
                case Effect.Route(Stanza stanza) -> {
                    receipt.retain();
                    host.router().deliver(stanza, receipt);
                }
                case Effect.EndSession end -> host.directory().end(end);
                case Effect.Notify(Runnable listener) -> listener.run();
                case Effect.ReadDocuments read -> readDocuments(read);
                case Effect.Await(var next) -> next.thenAccept(step -> answer(Runnable::run, step));
                case Effect.ReadLog read ->
                    host.read(() -> answer(
                            read.continuation(), host.store().messages().read(owner, read.after(), read.limit())));
            }
        }
        receipt.release();
    }

    /// Nothing waits for what is kept lazily, but whoever reads sees it.
    private void readDocuments(Effect.ReadDocuments read) {
        CompletableFuture<Void> kept = lazily;
        host.read(() -> {
            kept.join();
            answer(read.continuation(), host.store().documents().all(owner, read.namespace()));
        });
    }

    private <T> void answer(Consumer<T> continuation, T value) {
        host.tell(owner, new Command.Answer<>(continuation, value), Receipt.NONE);
    }

    /// Answers a stanza that cannot be handled (RFC 6121 §8.5.1 for an account that does not exist); that is all there
    /// is to be done for it.
    private void refuse(Envelope envelope, Condition condition) {
        tellOff(envelope, condition);
        envelope.receipt().release();
    }

    /// Answers a stanza without calling it handled.
    private void tellOff(Envelope envelope, Condition condition) {
        if (envelope.command() instanceof Command.Bind bind) {
            host.directory()
                    .end(new Effect.EndSession(
                            bind.session(),
                            StreamError.of(StreamError.Condition.NOT_AUTHORIZED, "There is no such account.")));
        }
        Stanza stanza = switch (envelope.command()) {
            case Command.Arrive(Stanza arriving) -> arriving;
            case Command.Depart(var session, Stanza departing) -> departing;
            case Command.Bind _,
                    Command.Unbind _,
                    Command.Settled _,
                    Command.Answer<?> _,
                    Command.Befriend _,
                    Command.Evict _ -> null;
        };
        if (stanza != null && !(stanza instanceof Presence)) {
            Stanza reply = stanza.errorReply(StanzaError.of(condition));
            if (reply != null && reply.from() != null && reply.to() != null) {
                host.router().deliver(reply, Receipt.NONE);
            }
        }
    }

    /// Unloads at once what was evicted, as the store knows better now; and later what nobody uses.
    private void rest(Account entity) {
        if (!batches.isEmpty() || !entity.isIdle() || state != State.READY) {
            return;
        }
        if (evicted) {
            state = State.GONE;
            host.forget(this);
        } else {
            goIdle();
        }
    }

    private void goIdle() {
        if (!idleTimer) {
            idleTimer = true;
            host.idle(this, loop, state == State.MISSING);
        }
    }

    /// On the loop: true if it is unloaded now.
    boolean unload() {
        idleTimer = false;
        Account entity = account;
        boolean unneeded = state == State.MISSING
                || state == State.READY && batches.isEmpty() && entity != null && entity.isIdle();
        if (unneeded) {
            state = State.GONE;
        }
        return unneeded;
    }
}
