// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.account.Entity;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One account, or another entity, with its mailbox and its life, from being loaded to being unloaded or given up.
/// What it wants done, [Batches] carries out. Everything but [#offer], [#loaded], [#loadingFailed] and [#flush] runs
/// on the account's loop.
final class HostedEntity {

    private static final Logger LOG = LoggerFactory.getLogger(HostedEntity.class);

    /// Commands and effects that may wait for one account.
    private static final int MAX_WAITING = 20_000;

    private enum State {
        LOADING,
        READY,
        MISSING,
        GONE
    }

    private final BareJid owner;
    private final EntityHost host;
    private final Loop loop;
    /// Until it is loaded, or not busy any more.
    private final Deque<Envelope> waiting = new ArrayDeque<>();
    private final Keeping keeping;
    private final Refusals refusals;
    private final Batches batches;
    private volatile State state = State.LOADING;
    private @Nullable Entity entity;
    private boolean idleTimer;
    private boolean loading;
    private boolean evicted;

    HostedEntity(BareJid owner, EntityHost host, Loop loop, Ticker ticker) {
        this.owner = owner;
        this.host = host;
        this.loop = loop;
        this.keeping = new Keeping(this, host, ticker);
        this.refusals = new Refusals(host);
        this.batches = new Batches(this, host, keeping, refusals);
    }

    BareJid owner() {
        return owner;
    }

    /// False before it is loaded, and from the moment on in which it is unloaded or given up.
    boolean isReady() {
        return state == State.READY;
    }

    /// False if this one was unloaded.
    boolean offer(Command command, Receipt receipt) {
        if (state == State.GONE) {
            return false;
        }
        onLoop(() -> accept(new Envelope(command, receipt)));
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
            case GONE -> handOn(envelope);
            case READY -> handleInTurn(envelope);
            case MISSING -> missing(envelope);
            case LOADING -> {
                if (hold(envelope) && !loading) {
                    loading = true;
                    host.load(this);
                }
            }
        }
    }

    /// What was read for this one says nothing to the next.
    private void handOn(Envelope envelope) {
        if (envelope.command() instanceof Command.Answer) {
            envelope.receipt().fail(new StoreException.Broken("The account was unloaded meanwhile."));
        } else {
            host.handOn(owner, envelope.command(), envelope.receipt());
        }
    }

    /// With its receipt: what waits is not acknowledged.
    private void handleInTurn(Envelope envelope) {
        if (envelope.command() instanceof Command.Arrive && isBusy()) {
            hold(envelope);
            return;
        }
        handle(envelope);
        while (state == State.READY && !waiting.isEmpty() && !isBusy()) {
            handle(waiting.remove());
        }
    }

    private boolean isBusy() {
        return entity != null && entity.isBusy();
    }

    /// False if there is no room for it, and it was refused.
    private boolean hold(Envelope envelope) {
        if (waiting.size() >= MAX_WAITING) {
            refusals.refuse(envelope, Condition.RESOURCE_CONSTRAINT);
            return false;
        }
        return waiting.add(envelope);
    }

    /// From any thread.
    void loaded(Optional<Entity> found) {
        onLoop(() -> {
            entity = found.orElse(null);
            state = entity == null ? State.MISSING : State.READY;
            List<Envelope> waiting = takeWaiting();
            if (state == State.MISSING) {
                waiting.forEach(envelope -> refusals.refuse(envelope, Condition.SERVICE_UNAVAILABLE));
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
            refusals.refuse(envelope, Condition.SERVICE_UNAVAILABLE);
        } else {
            state = State.GONE;
            host.forget(this);
            host.handOn(owner, envelope.command(), envelope.receipt());
        }
    }

    /// From any thread.
    void loadingFailed(RuntimeException cause) {
        onLoop(() -> {
            state = State.GONE;
            host.forget(this);
            takeWaiting().forEach(e -> {
                refusals.tellOff(e, Condition.INTERNAL_SERVER_ERROR, Receipt.NONE);
                e.receipt().fail(cause);
            });
        });
    }

    /// From any thread. Once the host has stopped or the loops have ended, nothing is done any more, and receipts that
    /// are open stay open.
    void onLoop(Runnable step) {
        if (host.isStopped()) {
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().setCause(e).addKeyValue("account", owner).log("the loops have ended");
        }
    }

    private List<Envelope> takeWaiting() {
        List<Envelope> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    private void handle(Envelope envelope) {
        if (envelope.receipt().isVoid()) {
            envelope.receipt().fail(new StoreException.Broken("A stanza before this one was not kept."));
            return;
        }
        if (batches.size() >= MAX_WAITING) {
            refusals.refuse(envelope, Condition.RESOURCE_CONSTRAINT);
            return;
        }
        if (envelope.command() instanceof Command.Arrive || envelope.command() instanceof Command.Depart) {
            Journey.passed("account", owner);
        }
        Entity living = Objects.requireNonNull(entity);
        if (envelope.command() instanceof Command.Depart(SessionId session, Stanza _) && !living.has(session)) {
            envelope.receipt().fail(new StoreException.Broken("The account does not know the session any more."));
            return;
        }
        List<Effect> effects;
        try {
            effects = living.handle(envelope.command());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("account", owner).log("an account failed to handle a command");
            refusals.refuse(envelope, Condition.INTERNAL_SERVER_ERROR);
            return;
        }
        evicted |= envelope.command() instanceof Command.Evict evict && evict.spared() == null;
        batches.carryOut(effects, envelope);
        rest();
    }

    /// The account believes in what is not on disk: it is loaded afresh.
    void giveUp() {
        Entity living = entity;
        if (state == State.READY && living != null) {
            state = State.GONE;
            // A cursor that moved after the account is loaded afresh would leave that one behind for ever.
            keeping.forget();
            host.forget(this);
            takeWaiting().forEach(held -> host.handOn(owner, held.command(), held.receipt()));
            List<Effect> farewell = living.handle(new Command.Evict("", null));
            // Nobody wanted the devices out, so nobody is told that they are.
            batches.execute(
                    farewell.stream()
                            .filter(effect -> !(effect instanceof Effect.Notify))
                            .map(HostedEntity::blamingTheServer)
                            .toList(),
                    Receipt.NONE);
        }
    }

    private static Effect blamingTheServer(Effect effect) {
        return effect instanceof Effect.EndSession end
                ? new Effect.EndSession(end.session(), Directory.NOT_KEPT)
                : effect;
    }

    /// Unloads at once what was evicted, as the store knows better now; and later what nobody uses.
    void rest() {
        Entity living = entity;
        if (living == null || !batches.isEmpty() || !living.isIdle() || state != State.READY) {
            return;
        }
        if (evicted) {
            // Before the account is loaded afresh, not after.
            keeping.flush();
            if (keeping.isUnderWay()) {
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
        return CompletableFuture.runAsync(keeping::flush, loop);
    }

    /// On the loop: true if it is unloaded now.
    boolean unload() {
        idleTimer = false;
        Entity living = entity;
        boolean unneeded = state == State.MISSING
                || state == State.READY
                        && batches.isEmpty()
                        && !keeping.isUnderWay()
                        && !keeping.holdsMessages()
                        && living != null
                        && living.isIdle();
        if (unneeded) {
            state = State.GONE;
            keeping.flush();
        }
        return unneeded;
    }
}
