// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Effect;
import im.wardroom.server.stream.Journey;
import im.wardroom.store.Change;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the effects of one account: in order, those after a change only when the change is on disk. It decides
/// neither what they are nor whether the account stays. Belongs to the account's loop.
final class Batches {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final HostedEntity account;
    private final EntityHost host;
    private final Keeping keeping;
    private final Refusals refusals;
    private final Reads reads;
    private final Deque<Batch> waiting = new ArrayDeque<>();

    Batches(HostedEntity account, EntityHost host, Keeping keeping, Refusals refusals) {
        this.account = account;
        this.host = host;
        this.keeping = keeping;
        this.refusals = refusals;
        this.reads = new Reads(account, host, keeping);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && !reads.isReading();
    }

    int size() {
        return waiting.size();
    }

    void carryOut(List<Effect> effects, Envelope cause) {
        List<Change> durable = new ArrayList<>(4);
        boolean forwards = false;
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Keep(Change change) -> durable.add(change);
                case Effect.KeepLazily(Change change) -> keeping.lazily(change);
                case Effect.Forward _ -> forwards = true;
                default -> {}
            }
        }
        if (cause.isRefusedBy(effects)) {
            execute(effects, cause.receipt());
            return;
        }
        Receipt.Luggage luggage = cause.isPassedOnBy(effects)
                ? Receipt.Luggage.NOTHING
                : cause.receipt().take(!durable.isEmpty());
        durable.addAll(luggage.changes());
        if (durable.isEmpty() && waiting.isEmpty() && !forwards) {
            execute(effects, cause.receipt());
            return;
        }
        Batch batch = new Batch(effects, cause);
        boolean mayForward = forwards && waiting.stream().noneMatch(Batch::routes);
        waiting.add(batch);
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

    private void commit(Batch batch, List<Change> durable, Receipt.Luggage luggage) {
        Journey.passed("store", durable.size());
        keeping.commit(durable).whenComplete((ok, error) -> {
            if (error == null) {
                luggage.outcome().complete(null);
            } else {
                luggage.outcome().completeExceptionally(error);
            }
            account.onLoop(() -> written(batch, error));
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
                receipt.carry(changes).whenComplete((ok, error) -> account.onLoop(() -> forwarded(batch, error)));
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
        Batch next = waiting.peek();
        while (next != null && next.open == 0) {
            if (!next.forwarded && next.failure == null && next.routes()) {
                forward(next);
                next.forwarded = true;
                continue;
            }
            waiting.remove();
            if (next.failure != null) {
                lost(next, next.failure);
            } else if (next.forwardLost) {
                endCounting(next.effects);
            } else {
                execute(next.effects, next.cause.receipt());
            }
            next = waiting.peek();
        }
        account.rest();
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

    /// What is in memory and what is on disk differ now: the account is loaded again, its devices sign in again.
    private void lost(Batch batch, Throwable cause) {
        // No error: the store has raised its alarm once, and there may be thousands of these.
        LOG.atWarn()
                .addKeyValue("account", account.owner())
                .addKeyValue("cause", cause.toString())
                .log("a change was not kept");
        refusals.tellOff(batch.cause, Condition.RESOURCE_CONSTRAINT, Receipt.NONE);
        // The account has forgotten these sessions already.
        for (Effect effect : batch.effects) {
            if (effect instanceof Effect.EndSession end) {
                host.directory().end(end);
            }
        }
        account.giveUp();
    }

    /// At once, whatever waits.
    void execute(List<Effect> effects, Receipt receipt) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Keep keep -> {}
                case Effect.KeepLazily keep -> {}
                case Effect.Forward forward -> {}
                case Effect.Send send -> {
                    // Once something was lost, a client must not count another stanza in its place: a crash may bring
                    // the note to light that it was the lost one.
                    if (account.isReady()) {
                        host.directory().deliver(send);
                    }
                }
                case Effect.Route(Stanza stanza) -> {
                    receipt.retain();
                    host.router().deliver(stanza, receipt);
                }
                case Effect.EndSession end -> host.directory().end(end);
                case Effect.Notify(Runnable listener) -> listener.run();
                case Effect.ReadInOrder<?> read -> reads.inOrder(read, receipt);
                case Effect.ReadState read -> reads.inOrder(read, receipt);
                case Effect.Await(var next) -> reads.await(next, receipt);
                case Effect.Then(Runnable next) -> reads.then(next);
                case Effect.ReadLog<?> read -> reads.log(read, !waiting.isEmpty());
            }
        }
        receipt.release();
    }
}
