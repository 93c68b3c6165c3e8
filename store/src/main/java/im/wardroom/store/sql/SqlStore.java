// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Accounts;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Devices;
import im.wardroom.store.Documents;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.Invitations;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Nodes;
import im.wardroom.store.ResumableStreams;
import im.wardroom.store.Settings;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.Tokens;
import im.wardroom.store.Uploads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The store in a SQL database: puts the parts together and closes them. Thread-safe.
///
/// Futures of [#commit] complete on the writer's thread: what depends on them must not block, or it blocks every
/// commit. Reads block; call them from a virtual thread.
public final class SqlStore implements Store {

    private final Backend backend;
    private final CommitQueue queue;
    private final Alarm alarm;
    private final Writer writing;
    private final Thread writer;
    private final Readers readers;
    private final CaughtUp caughtUp;

    private SqlStore(Backend backend, Sql first, Options options) {
        this.backend = backend;
        queue = new CommitQueue(options.waitingBatches(), options.waitingBytes());
        alarm = new Alarm(this::commit);
        readers = new Readers(backend, options.readers(), options.readWait());
        Journal journal = new Journal();
        Progress progress = new Progress(options.readWait(), queue::wake);
        caughtUp = new CaughtUp(readers, journal, progress);
        writing = new Writer(backend, first, queue, journal, progress, alarm, options.groupBatches());
        writer = Thread.ofPlatform().name("wardroom-store-writer").unstarted(writing);
    }

    /// Opens the SQLite database in this folder, and makes both if there are none. May block.
    ///
    /// @throws StoreException.InUse if another process has it open
    /// @throws StoreException if it cannot be used, or was written by a later version
    public static SqlStore open(Path folder, Options options) {
        return open(new Location.Folder(folder), options);
    }

    /// As above, wherever the database is.
    public static SqlStore open(Location location, Options options) {
        Backend backend = Opening.hold(location, options.maxPages());
        try {
            SqlStore store = new SqlStore(backend, Opening.writer(backend), options);
            store.writing.recover();
            store.writer.start();
            return store;
        } catch (SQLException e) {
            backend.close();
            throw new StoreException("The database " + backend.name() + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return commit(changes, null);
    }

    @Override
    public Store.Lane lane() {
        return new WriteLane(this::commit);
    }

    private CompletableFuture<Void> commit(List<Change> changes, @Nullable WriteLane lane) {
        Pending pending = Pending.of(changes, lane);
        try {
            queue.offer(pending);
        } catch (StoreException e) {
            pending.future().completeExceptionally(e);
        }
        return pending.future();
    }

    @Override
    public Optional<Duration> failingFor() {
        return alarm.failingFor();
    }

    @Override
    public Accounts accounts() {
        return new AccountTable(readers, caughtUp);
    }

    @Override
    public MessageLog messages() {
        return new MessageTable(caughtUp);
    }

    @Override
    public ResumableStreams streams() {
        return new StreamTable(readers, caughtUp);
    }

    @Override
    public Documents documents() {
        return new DocumentTable(readers);
    }

    @Override
    public Nodes nodes() {
        return new ItemTable(readers);
    }

    @Override
    public Tokens tokens() {
        return new TokenTable(readers);
    }

    @Override
    public Devices devices() {
        return new DeviceTable(readers);
    }

    @Override
    public Invitations invitations() {
        return new InvitationTable(readers);
    }

    @Override
    public Uploads uploads() {
        return new UploadTable(readers);
    }

    @Override
    public Audit audit() {
        return new AuditTable(readers);
    }

    @Override
    public Settings settings() {
        return new SettingTable(readers);
    }

    @Override
    public GuardRecords guard() {
        return new GuardTable(readers);
    }

    /// Must not be called from what depends on a commit: it waits for the writer.
    @Override
    public void close() {
        queue.close();
        // The readers first: the writer's connection is the last one then, and tidies up.
        readers.close();
        join();
        backend.close();
    }

    private void join() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
