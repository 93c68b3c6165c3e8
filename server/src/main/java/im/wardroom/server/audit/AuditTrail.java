// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.guard.audit.Entry;
import java.util.concurrent.CompletableFuture;

/// Takes what has to be written down in the audit log. Never blocks; thread-safe.
public interface AuditTrail {

    /// Writes nothing down: for tests and simulations that are about something else.
    AuditTrail NONE = entry -> CompletableFuture.allOf();

    /// Takes an entry; completes when it is on disk. Fails at once with [AuditUnavailable] if too much waits for a
    /// disk that does not take it, or the server has stopped: whoever must not act unseen must not act then.
    CompletableFuture<Void> note(Entry entry);

    /// For whoever acts first and notes afterwards.
    ///
    /// @throws AuditUnavailable if there is little room left
    default void admit() {}

    /// Notes it, or fails.
    ///
    /// @throws AuditUnavailable if it was not taken
    default void require(Entry entry) {
        CompletableFuture<Void> noted = note(entry);
        if (noted.isCompletedExceptionally() && noted.exceptionNow() instanceof AuditUnavailable refused) {
            throw refused;
        }
    }
}
