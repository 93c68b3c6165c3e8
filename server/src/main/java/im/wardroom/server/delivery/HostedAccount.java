// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Account;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
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

    /// Effects that wait for the disk, or for those before them. Belongs to the account's loop.
    private static final class Batch {
        private final List<Effect> effects;
        private final Envelope cause;
        private int open;
        private boolean forwarded;
        private boolean forwardLost;
        private @Nullable Throwable failure;

        Batch(List<Effect> effects, Envelope cause) {
            this.effects = effects;
            this.cause = cause;
        }

        boolean routes() {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Route || !forwarded && effect instanceof Effect.Forward) {
                    return true;
                }
            }
            return false;
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
    private final Lazily lazily;
    private Store.Lane lane;
    private @Nullable Account account;
    private boolean idleTimer;
    private boolean loading;
    private boolean evicted;
    private int keeping;

    HostedAccount(BareJid owner, EntityHost host, Loop loop, Ticker ticker) {
        this.owner = owner;
        this.host = host;
        this.loop = loop;
        this.lane = host.store().lane();
        this.lazily = new Lazily(ticker, this::keepLazily);
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

    /// On the loop: as [#offer], ahead of what was offered since and is not yet accepted.
    boolean accept(Command command, Receipt receipt) {
        if (state == State.GONE) {
            return false;
        }
        accept(new Envelope(command, receipt));
        return true;
    }

    private void accept(Envelope envelope) {
        switch (state) {
            case GONE -> host.handOn(owner, envelope.command(), envelope.receipt());
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
            host.handOn(owner, envelope.command(), envelope.receipt());
        }
    }

    /// From any thread.
    void loadingFailed(RuntimeException cause) {
        loop.execute(() -> {
            state = State.GONE;
            host.forget(this);
            takeWaiting().forEach(e -> {
                tellOff(e, Condition.INTERNAL_SERVER_ERROR, Receipt.NONE);
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
        if (envelope.receipt().isVoid()) {
            envelope.receipt().fail(new StoreException.Broken("A stanza before this one was not kept."));
            return;
        }
        if (batches.size() >= MAX_WAITING) {
            refuse(envelope, Condition.RESOURCE_CONSTRAINT);
            return;
        }
        if (envelope.command() instanceof Command.Arrive || envelope.command() instanceof Command.Depart) {
            Journey.passed("account", owner);
        }
        Account entity = Objects.requireNonNull(account);
        if (envelope.command() instanceof Command.Depart(SessionId session, Stanza _) && !entity.has(session)) {
            envelope.receipt().fail(new StoreException.Broken("The account does not know the session any more."));
            return;
        }
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
        List<Change> durable = new ArrayList<>(4);
        boolean forwards = false;
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Keep(Change change) -> durable.add(change);
                case Effect.KeepLazily(Change change) -> lazily.add(change);
                case Effect.Forward _ -> forwards = true;
                default -> {}
            }
        }
        if (isRefusal(cause, effects)) {
            execute(effects, cause.receipt());
            return;
        }
        Receipt.Luggage luggage = passesOn(cause, effects)
                ? Receipt.Luggage.NOTHING
                : cause.receipt().take(!durable.isEmpty());
        durable.addAll(luggage.changes());
        if (durable.isEmpty() && batches.isEmpty() && !forwards) {
            execute(effects, cause.receipt());
            return;
        }
        Batch batch = new Batch(effects, cause);
        boolean mayForward = forwards && batches.stream().noneMatch(Batch::routes);
        batches.add(batch);
        if (!durable.isEmpty()) {
            batch.open++;
            commit(batch, durable, luggage);
        }
        if (mayForward) {
            forward(batch);
        }
        if (batch.open == 0) {
            proceed();
        }
    }

    /// A message that is only answered is done when its sender has the answer. That waits for nothing here: what is
    /// before it here may wait for an answer from there.
    private static boolean isRefusal(Envelope cause, List<Effect> effects) {
        if (!(cause.command() instanceof Command.Arrive(Message _, var _))) {
            return false;
        }
        for (Effect effect : effects) {
            if (!(effect instanceof Effect.Route)) {
                return false;
            }
        }
        return !effects.isEmpty();
    }

    /// What a device sends to others is done when they have it, not when something of it is kept here.
    private static boolean passesOn(Envelope cause, List<Effect> effects) {
        if (cause.command() instanceof Command.Depart) {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Forward || effect instanceof Effect.Route) {
                    return true;
                }
            }
        }
        return false;
    }

    private void commit(Batch batch, List<Change> durable, Receipt.Luggage luggage) {
        Journey.passed("store", durable.size());
        // In the order in which they came about.
        durable.addAll(0, lazily.take());
        lane.commit(durable).whenComplete((ok, error) -> {
            if (error == null) {
                luggage.outcome().complete(null);
            } else {
                luggage.outcome().completeExceptionally(error);
            }
            if (!host.isStopped()) {
                loop.execute(() -> written(batch, error));
            }
        });
    }

    private void written(Batch batch, @Nullable Throwable error) {
        batch.open--;
        if (error != null) {
            batch.failure = error;
            // At once: what the same stream sent later may be at its turn before this batch is.
            batch.cause.receipt().fail(error);
        }
        proceed();
    }

    /// Sends a stanza on before it is kept: it is kept together with what it makes others keep.
    private void forward(Batch batch) {
        batch.forwarded = true;
        for (Effect effect : batch.effects) {
            if (effect instanceof Effect.Forward(Stanza stanza, List<Change> changes)) {
                batch.open++;
                Receipt receipt = batch.cause.receipt();
                receipt.retain();
                receipt.carry(changes).whenComplete((ok, error) -> {
                    if (!host.isStopped()) {
                        loop.execute(() -> forwarded(batch, error));
                    }
                });
                host.router().deliver(stanza, receipt);
            }
        }
    }

    // Whoever failed to keep it told the receipt; nothing in this account depends on it.
    private void forwarded(Batch batch, @Nullable Throwable error) {
        batch.open--;
        batch.forwardLost |= error != null;
        proceed();
    }

    /// Carries out what waits no more, in order.
    private void proceed() {
        Batch next = batches.peek();
        while (next != null && next.open == 0) {
            if (!next.forwarded && next.failure == null && next.routes()) {
                forward(next);
                next.forwarded = true;
                continue;
            }
            batches.remove();
            if (next.failure != null) {
                lost(next, next.failure);
            } else if (next.forwardLost) {
                endCounting(next.effects);
            } else {
                execute(next.effects, next.cause.receipt());
            }
            next = batches.peek();
        }
        Account entity = account;
        if (entity != null) {
            rest(entity);
        }
    }

    /// What was to be sent has its numbers on the streams of these devices already, and is not sent: from now on they
    /// would count otherwise than is noted.
    private void endCounting(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                host.directory().endCounting(send.session());
            }
        }
    }

    // Fails never; completes when it is known what became of them. Messages are part of the lane: what was committed
    // after one that is lost must not be kept, because the account is loaded afresh without it.
    private CompletableFuture<Void> keepLazily(List<Change> changes) {
        boolean messages = changes.stream().anyMatch(change -> change instanceof Change.AppendMessage);
        keeping++;
        CompletableFuture<Void> commit =
                messages ? lane.commit(changes) : host.store().commit(changes);
        return commit.handle((ok, error) -> {
            if (!host.isStopped()) {
                loop.execute(() -> keptLazily(messages, error));
            }
            return null;
        });
    }

    private void keptLazily(boolean messages, @Nullable Throwable error) {
        keeping--;
        if (error != null) {
            LOG.atWarn()
                    .addKeyValue("account", owner)
                    .addKeyValue("cause", error.toString())
                    .log("a change was not kept");
            if (messages) {
                giveUp();
            }
        }
        Account entity = account;
        if (entity != null) {
            rest(entity);
        }
    }

    /// What is in memory and what is on disk differ now: the account is loaded again, its devices sign in again.
    private void lost(Batch batch, Throwable cause) {
        // No error: the store has raised its alarm once, and there may be thousands of these.
        LOG.atWarn()
                .addKeyValue("account", owner)
                .addKeyValue("cause", cause.toString())
                .log("a change was not kept");
        tellOff(batch.cause, Condition.RESOURCE_CONSTRAINT, Receipt.NONE);
        // The account has forgotten these sessions already.
        for (Effect effect : batch.effects) {
            if (effect instanceof Effect.EndSession end) {
                host.directory().end(end);
            }
        }
        giveUp();
    }

    // The account believes in what is not on disk: it is loaded afresh.
    private void giveUp() {
        Account entity = account;
        if (state == State.READY && entity != null) {
            state = State.GONE;
            // A cursor that moved after the account is loaded afresh would leave that one behind for ever.
            lazily.take();
            host.forget(this);
            List<Effect> farewell = entity.handle(new Command.Evict("", null));
            execute(farewell.stream().map(HostedAccount::blamingTheServer).toList(), Receipt.NONE);
        }
    }

    private static Effect blamingTheServer(Effect effect) {
        return effect instanceof Effect.EndSession end
                ? new Effect.EndSession(end.session(), Directory.NOT_KEPT)
                : effect;
    }

    private void execute(List<Effect> effects, Receipt receipt) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Keep keep -> {}
                case Effect.KeepLazily keep -> {}
                case Effect.Forward forward -> {}
                case Effect.Send send -> {
                    // Once something was lost, a client must not count another stanza in its place: a crash may bring
                    // the note to light that it was the lost one.
                    if (state == State.READY) {
                        host.directory().deliver(send);
                    }
                }
                case Effect.Route(Stanza stanza) -> {
                    receipt.retain();
                    host.router().deliver(stanza, receipt);
                }
                case Effect.EndSession end -> host.directory().end(end);
                case Effect.Notify(Runnable listener) -> listener.run();
                case Effect.ReadDocuments read -> readDocuments(read);
                case Effect.Await(var next) -> next.thenAccept(step -> answer(Runnable::run, step));
                case Effect.ReadLog<?> read -> readLog(read);
            }
        }
        receipt.release();
    }

    /// Whoever reads sees what was kept lazily, too.
    private void readDocuments(Effect.ReadDocuments read) {
        CompletableFuture<Void> kept = keepLazily(lazily.take());
        host.read(() -> {
            kept.join();
            answer(read.continuation(), host.store().documents().all(owner, read.namespace()));
        });
    }

    private <T> void readLog(Effect.ReadLog<T> read) {
        CompletableFuture<Void> kept = isUnkept() ? keepLazily(lazily.take()) : CompletableFuture.completedFuture(null);
        host.read(() -> {
            kept.join();
            T found;
            try {
                found = read.query().apply(host.store().messages());
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).addKeyValue("account", owner).log("a message log could not be read");
                answer(nothing -> read.failed().run(), owner);
                return;
            }
            answer(read.continuation(), found);
        });
    }

    // A message that the read has to find may be on its way to the disk, with a batch of a later command, too.
    private boolean isUnkept() {
        return lazily.holdsMessages() || keeping > 0 || !batches.isEmpty();
    }

    private <T> void answer(Consumer<T> continuation, T value) {
        host.tell(owner, new Command.Answer<>(continuation, value), Receipt.NONE);
    }

    /// Answers a stanza that cannot be handled (RFC 6121 §8.5.1 for an account that does not exist); that is all there
    /// is to be done for it, and what is kept with it is kept with the answer.
    private void refuse(Envelope envelope, Condition condition) {
        envelope.receipt().retain();
        tellOff(envelope, condition, envelope.receipt());
        envelope.receipt().release();
    }

    /// Answers a stanza.
    ///
    /// @param receipt the answer is a part of what it asks for; [Receipt#NONE] if the stanza is not called handled
    private void tellOff(Envelope envelope, Condition condition, Receipt receipt) {
        SessionId newcomer = switch (envelope.command()) {
            case Command.Bind bind -> bind.session();
            case Command.Restore restore -> restore.session();
            default -> null;
        };
        if (newcomer != null) {
            host.directory()
                    .end(new Effect.EndSession(
                            newcomer,
                            condition == Condition.SERVICE_UNAVAILABLE
                                    ? StreamError.of(StreamError.Condition.NOT_AUTHORIZED, "There is no such account.")
                                    : StreamError.of(
                                            StreamError.Condition.INTERNAL_SERVER_ERROR,
                                            "The server could not sign you in; try again later.")));
        }
        Stanza stanza = switch (envelope.command()) {
            case Command.Arrive(Stanza arriving, var promised) -> arriving;
            case Command.Depart(var session, Stanza departing) -> departing;
            case Command.Bind _,
                    Command.Enable _,
                    Command.Restore _,
                    Command.Signal _,
                    Command.Reply _,
                    Command.Unbind _,
                    Command.Settled _,
                    Command.Answer<?> _,
                    Command.Befriend _,
                    Command.Evict _ -> null;
        };
        if (stanza != null && !(stanza instanceof Presence)) {
            Stanza reply = stanza.errorReply(StanzaError.of(condition));
            if (reply != null && reply.from() != null && reply.to() != null) {
                host.router().deliver(reply, receipt);
                return;
            }
        }
        receipt.release();
    }

    /// Unloads at once what was evicted, as the store knows better now; and later what nobody uses.
    private void rest(Account entity) {
        if (!batches.isEmpty() || !entity.isIdle() || state != State.READY) {
            return;
        }
        if (evicted) {
            // Before the account is loaded afresh, not after.
            lazily.flush();
            if (keeping > 0) {
                return;
            }
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

    /// Keeps what waits to go along with something else. From any thread.
    CompletableFuture<Void> flush() {
        return CompletableFuture.runAsync(lazily::flush, loop);
    }

    /// On the loop: true if it is unloaded now.
    boolean unload() {
        idleTimer = false;
        Account entity = account;
        boolean unneeded = state == State.MISSING
                || state == State.READY
                        && batches.isEmpty()
                        && keeping == 0
                        && !lazily.holdsMessages()
                        && entity != null
                        && entity.isIdle();
        if (unneeded) {
            state = State.GONE;
            lazily.flush();
        }
        return unneeded;
    }
}
