// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Searches that are under way, over all directories: one of each asker, and not many in all, so that whoever searches
/// all day leaves the store to the others. Thread-safe.
final class Turns {

    static final int MAX = 32;

    private final Executor blocking;
    private final Set<BareJid> asking = new HashSet<>();

    /// @param blocking runs what may block
    Turns(Executor blocking) {
        this.blocking = blocking;
    }

    /// @throws StanzaException `resource-constraint` if the asker has to wait
    <T> CompletableFuture<T> take(BareJid asker, Supplier<T> search) {
        begin(asker);
        try {
            return CompletableFuture.supplyAsync(search, blocking).whenComplete((found, error) -> end(asker));
        } catch (RuntimeException e) {
            end(asker);
            throw e;
        }
    }

    private synchronized void begin(BareJid asker) {
        if (asking.contains(asker)) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "Wait for the answer to your last search.");
        }
        if (asking.size() >= MAX) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "Many are searching; try again in a moment.");
        }
        asking.add(asker);
    }

    private synchronized void end(BareJid asker) {
        asking.remove(asker);
    }
}
