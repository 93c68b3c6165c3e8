// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Everything the server keeps. Reads go through the ports and may block; changes go through [#commit].
/// Thread-safe.
public interface Store extends Ports, AutoCloseable {

    /// Applies the changes in order, all or none, and completes when they are on disk. Changes of many callers
    /// share one sync; calls are applied in the order in which they are made. Never blocks: when too many
    /// changes are queued it fails at once.
    ///
    /// Fails with [StoreException]; a failure of one call does not touch another's.
    CompletableFuture<Void> commit(List<Change> changes);

    /// A new lane, for changes that build on each other. Costs next to nothing.
    Lane lane();

    /// How long changes have failed to be written by now; empty if nothing is wrong with the disk.
    Optional<Duration> failingFor();

    Accounts accounts();

    ResumableStreams streams();

    Tokens tokens();

    Devices devices();

    Invitations invitations();

    Uploads uploads();

    Audit audit();

    Settings settings();

    GuardRecords guard();

    /// Writes what is queued and closes. May block.
    @Override
    void close();

    /// A sequence of commits in which each builds on those before it. Once one of them failed, for whatever
    /// reason, none that was made after it is tried: it fails with [StoreException.Broken]. Its owner must read
    /// again what is kept, and go on with a new lane. Thread-safe; lanes do not wait for each other.
    interface Lane {

        /// As [Store#commit].
        CompletableFuture<Void> commit(List<Change> changes);
    }
}
