// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.xmpp.address.BareJid;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
        CompletableFuture<Void> kept = keeping.now();
        host.read(() -> {
            kept.join();
            answer(read.continuation(), host.store().documents().all(owner, read.namespace()));
        });
    }

    /// A message that the read has to find may be on its way to the disk, with a batch of a later command, too.
    ///
    /// @param behind batches wait for the disk
    <T> void log(Effect.ReadLog<T> read, boolean behind) {
        boolean unkept = keeping.holdsMessages() || keeping.isUnderWay() || behind;
        CompletableFuture<Void> kept = unkept ? keeping.now() : CompletableFuture.completedFuture(null);
        host.read(() -> {
            kept.join();
            T found;
            try {
                found = read.query().apply(host.store().messages());
            } catch (RuntimeException e) {
                // While the disk fails this is to be expected, and the store has raised its alarm.
                LOG.atLevel(host.store().failingFor().isPresent() ? Level.WARN : Level.ERROR)
                        .setCause(e)
                        .addKeyValue("account", owner)
                        .log("a message log could not be read");
                answer(nothing -> read.failed().run(), owner);
                return;
            }
            answer(read.continuation(), found);
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
