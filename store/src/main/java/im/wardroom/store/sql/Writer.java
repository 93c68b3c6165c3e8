// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what waits, writes it with one sync, and completes the futures, in order. In between it applies what the
/// journal holds. Runs on one thread of its own, on which the futures complete, too.
final class Writer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /// After rows could not be applied.
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final Backend backend;
    private final CommitQueue queue;
    private final Journal journal;
    private final Progress progress;
    private final Alarm alarm;
    private final int groupBatches;
    private @Nullable Sql open;
    private @Nullable Throwable stuck;
    private long stuckUntil;

    Writer(
            Backend backend,
            Sql first,
            CommitQueue queue,
            Journal journal,
            Progress progress,
            Alarm alarm,
            int groupBatches) {
        this.backend = backend;
        this.open = first;
        this.queue = queue;
        this.journal = journal;
        this.progress = progress;
        this.alarm = alarm;
        this.groupBatches = groupBatches;
    }

    /// Applies what an earlier run of the program has left. Before the thread starts. May block.
    ///
    /// @throws StoreException if the journal cannot be read
    void recover() throws SQLException {
        try {
            apply(begun(), journal.all());
        } catch (SQLException | RuntimeException e) {
            discard();
            throw e;
        }
    }

    /// Until the queue is closed and empty.
    @Override
    public void run() {
        while (!queue.isDone()) {
            List<Pending> group = queue.take(groupBatches, obstacle() != null ? PAUSE : journal.dueIn());
            if (!group.isEmpty()) {
                write(group);
            }
            catchUp();
        }
        finish();
    }

    // Whatever happens, even an Error, nobody is left waiting and the thread lives on.
    private void write(List<Pending> group) {
        List<Optional<StoreException>> outcomes;
        try {
            outcomes = written(group);
        } catch (Throwable e) {
            fail(group, e);
            return;
        }
        for (int i = 0; i < outcomes.size(); i++) {
            Pending pending = group.get(i);
            outcomes.get(i).ifPresentOrElse(pending::failed, pending::done);
        }
    }

    /// A group that is nothing but message traffic goes into the journal; any other one finds the journal applied.
    private List<Optional<StoreException>> written(List<Pending> group) throws SQLException {
        Sql sql = begun();
        Optional<byte[]> row = journal.encoded(sql, group);
        if (row.isEmpty()) {
            List<JournalRow> all = journal.all();
            List<Optional<StoreException>> outcomes = Group.write(backend, sql, group, () -> journal.apply(sql, all));
            applied(all);
            journal.forget(group);
            return outcomes;
        }
        List<Optional<StoreException>> outcomes = new ArrayList<>(group.size());
        for (Pending batch : group) {
            outcomes.add(batch.isBroken() ? Optional.of(Pending.broken()) : Optional.empty());
        }
        if (row.get().length > 0) {
            journalled(sql, row.get(), group);
        } else {
            sql.connection().commit();
        }
        return outcomes;
    }

    // What fails is not put off: then the rows go into the tables at once, and whether that works is what counts.
    private void journalled(Sql sql, byte[] row, List<Pending> group) throws SQLException {
        boolean failing = alarm.failingFor().isPresent();
        journal.write(sql, row, group, failing);
        if (failing) {
            apply(sql, journal.all());
        } else {
            sql.connection().commit();
        }
    }

    /// Applies what somebody wants to read, or what has waited long enough.
    private void catchUp() {
        boolean asked = progress.isAsked();
        @Nullable Throwable obstacle = obstacle();
        if (obstacle != null) {
            if (asked) {
                progress.failed(obstacle);
            }
            return;
        }
        try {
            if (asked) {
                apply(begun(), journal.all());
                progress.applied(journal.last());
            } else if (journal.dueIn() <= 0) {
                do {
                    apply(begun(), journal.slice());
                } while (journal.isFull());
            }
        } catch (Throwable e) {
            stuck = e;
            stuckUntil = System.nanoTime() + PAUSE;
            lose();
            alarm.failed(e, 0);
            progress.failed(e);
        }
    }

    /// Why nothing could be applied a moment ago.
    private @Nullable Throwable obstacle() {
        if (stuck != null && System.nanoTime() - stuckUntil >= 0) {
            stuck = null;
        }
        return stuck;
    }

    private void apply(Sql sql, List<JournalRow> rows) throws SQLException {
        journal.apply(sql, rows);
        sql.connection().commit();
        applied(rows);
    }

    private void applied(List<JournalRow> rows) {
        if (!rows.isEmpty()) {
            journal.applied(rows);
            progress.applied(rows.getLast().number());
        }
    }

    /// A connection that was lost while there was nothing to write is no reason to fail anybody.
    private Sql begun() throws SQLException {
        Sql sql = connection();
        try {
            backend.begin(sql);
        } catch (SQLException e) {
            if (!backend.isLost(e)) {
                throw e;
            }
            discard();
            sql = connection();
            backend.begin(sql);
        }
        if (journal.isLost()) {
            journal.load(sql);
        }
        return sql;
    }

    private Sql connection() throws SQLException {
        Sql current = open;
        if (current == null) {
            current = backend.writer();
            open = current;
        }
        return current;
    }

    private void fail(List<Pending> group, Throwable cause) {
        lose();
        alarm.failed(cause, group.size());
        StoreException failure = new StoreException("The changes could not be written to disk.", cause);
        // What waits was made by people who did not know yet, and may build on what is lost. What is made because of
        // this failure is new: so take out the old before anybody is told.
        List<Pending> lost = new ArrayList<>(group);
        lost.addAll(queue.drain());
        lost.forEach(Pending::breakLane);
        lost.forEach(pending -> pending.failed(failure));
    }

    /// The database may have ended the transaction or not; a new connection knows for sure where it stands, and what
    /// the journal holds.
    private void lose() {
        journal.lose();
        discard();
    }

    /// What cannot be applied now is safe in the journal.
    private void finish() {
        try {
            apply(begun(), journal.all());
            progress.applied(journal.last());
        } catch (Throwable e) {
            LOG.atError().setCause(e).log("the journal is left for the next start");
            progress.failed(e);
        }
        discard();
    }

    private void discard() {
        Sql current = open;
        open = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.atWarn().setCause(e).log("the writing connection did not close");
            }
        }
    }
}
