// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.xmpp.address.BareJid;
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

    private final BareJid owner;
    private final EntityHost host;
    private final Keeping keeping;

    Reads(BareJid owner, EntityHost host, Keeping keeping) {
        this.owner = owner;
        this.host = host;
        this.keeping = keeping;
    }

    /// Whoever reads sees what was kept lazily, too.
    void documents(Effect.ReadDocuments read) {
        read(
                keeping.now(),
                () -> host.store().documents().all(owner, read.namespace()),
                read.continuation(),
                read.failed());
    }

    void state(Effect.ReadState read) {
        read(
                CompletableFuture.completedFuture(null),
                () -> host.store().accounts().load(owner, Set.of()),
                read.continuation(),
                read.failed());
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
                read.failed());
    }

    private <T> void read(
            CompletableFuture<Void> kept, Supplier<T> reading, Consumer<T> continuation, Runnable failed) {
        host.read(() -> {
            kept.join();
            T found;
            try {
                found = reading.get();
            } catch (RuntimeException e) {
                // While the disk fails this is to be expected, and the store has raised its alarm.
                LOG.atLevel(host.store().failingFor().isPresent() ? Level.WARN : Level.ERROR)
                        .setCause(e)
                        .addKeyValue("account", owner)
                        .log("what an account has in the store could not be read");
                goOn(failed);
                return;
            }
            answer(continuation, found);
        });
    }

    /// From any thread.
    void goOn(Runnable step) {
        answer(Runnable::run, step);
    }

    private <T> void answer(Consumer<T> continuation, T value) {
        host.tell(owner, new Command.Answer<>(continuation, value), Receipt.NONE);
    }
}
