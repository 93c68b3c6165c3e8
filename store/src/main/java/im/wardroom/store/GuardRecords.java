// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the guard keeps: findings, what it holds, who is in quarantine, what is blocked. Every method may block.
public interface GuardRecords {

    /// @param id unique among those of its kind
    record Entry(Kind kind, String id, Instant at, byte[] content) {}

    enum Kind {
        FINDING,
        HELD,
        QUARANTINE,
        ARTEFACT,
        /// Who infected whom.
        OUTBREAK,
        /// What is remembered of an account's habits.
        HABIT,
        /// What passed, without its content: to try a changed policy on.
        TRAFFIC
    }

    Optional<Entry> find(Kind kind, String id);

    /// The newest ones.
    List<Entry> newest(Kind kind, int limit);

    /// Those after the given time, the oldest first.
    List<Entry> since(Kind kind, Instant after, int limit);
}
