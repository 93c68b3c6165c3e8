// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.store.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Reads elsewhere what an account asks for, and answers it with a command. It only makes sure that what is read has
/// been kept; it keeps nothing of its own accord. Belongs to the account's loop.
final class Reads {

    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    /// Reads that wait for those before them.
    private static final int MAX_WAITING = 1_000;

    private final HostedEntity account;
    private final EntityHost host;
    private final Keeping keeping;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean reading;

    Reads(HostedEntity account, EntityHost host, Keeping keeping) {
        this.account = account;
        this.host = host;
        this.keeping = keeping;
    }

    /// One after the other: each sees what became of the one before, and what was kept lazily, too.
    <T> void inOrder(Effect.ReadInOrder<T> read, Receipt receipt) {
        inOrder(() -> read.query().apply(host.store()), read.continuation(), read.failed(), receipt);
    }

    void inOrder(Effect.ReadState read, Receipt receipt) {
        inOrder(
                () -> host.store().accounts().load(account.owner(), Set.of()),
                read.continuation(),
                read.failed(),
                receipt);
    }

    private <T> void inOrder(Supplier<T> query, Consumer<T> continuation, Runnable failed, Receipt receipt) {
        receipt.retain();
        if (waiting.size() >= MAX_WAITING) {
            answer(Runnable::run, failed, receipt);
            return;
        }
        waiting.add(() -> read(keeping.now(), query, continuation, failed, receipt, this::goOnWithNext));
        if (!reading) {
            next();
        }
    }

    /// True while an answer is awaited that may make the account keep something.
    boolean isReading() {
        return reading;
    }

    /// From any thread.
    private void goOnWithNext() {
        account.onLoop(this::next);
    }

    private void next() {
        Runnable next = waiting.poll();
        reading = next != null;
        if (next != null) {
            next.run();
        } else {
            account.rest();
        }
    }

    /// A message that the read has to find may be on its way to the disk, with a batch of a later command, too.
    ///
    /// @param behind batches wait for the disk
    <T> void log(Effect.ReadLog<T> read, boolean behind) {
        boolean unkept = keeping.holdsMessages() || keeping.isUnderWay() || behind;
        read(
                unkept ? keeping.now() : CompletableFuture.completedFuture(null),
                () -> read.query().apply(host.store().messages()),
                read.continuation(),
                read.failed(),
                Receipt.NONE,
                () -> {});
    }

    /// @param receipt goes with the answer
    /// @param answered runs when the answer is on its way to the account
    private <T> void read(
            CompletableFuture<Void> kept,
            Supplier<T> reading,
            Consumer<T> continuation,
            Runnable failed,
            Receipt receipt,
            Runnable answered) {
        host.read(() -> {
            try {
                kept.join();
                answer(continuation, reading.get(), receipt);
            } catch (RuntimeException e) {
                // While the disk fails this is to be expected, and the store has raised its alarm.
                LOG.atLevel(host.store().failingFor().isPresent() ? Level.WARN : Level.ERROR)
                        .setCause(e)
                        .addKeyValue("account", account.owner())
                        .log("what an account has in the store could not be read");
                answer(Runnable::run, failed, receipt);
            } finally {
                answered.run();
            }
        });
    }

    /// The step goes on whatever becomes of the stanzas before it, as an entity may do nothing else until then; so it
    /// has a receipt of its own, which is one part of the command's.
    void await(CompletableFuture<Runnable> next, Receipt receipt) {
        if (receipt == Receipt.NONE) {
            next.thenAccept(this::then);
            return;
        }
        receipt.retain();
        Receipt part = host.receipt(new Receipt.Sequence(), receipt::release, receipt::fail);
        next.thenAccept(step -> answer(Runnable::run, step, receipt.isPromised() ? part : part.unpromised()));
    }

    /// From any thread.
    void then(Runnable step) {
        answer(Runnable::run, step, Receipt.NONE);
    }

    /// Never to another one of that address: what is read is for the account that asked.
    private <T> void answer(Consumer<T> continuation, T value, Receipt receipt) {
        if (!host.isStopped() && !account.offer(new Command.Answer<>(continuation, value), receipt)) {
            receipt.fail(new StoreException.Broken("The account was unloaded meanwhile."));
        }
    }
}
