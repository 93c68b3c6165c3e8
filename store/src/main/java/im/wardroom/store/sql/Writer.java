// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what waits, writes it with one sync, and completes the futures, in order. Runs on one thread of its
/// own, on which the futures complete, too.
final class Writer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Backend backend;
    private final CommitQueue queue;
    private final int groupBatches;
    private @Nullable Sql open;
    private boolean failing;

    Writer(Backend backend, Sql first, CommitQueue queue, int groupBatches) {
        this.backend = backend;
        this.open = first;
        this.queue = queue;
        this.groupBatches = groupBatches;
    }

    /// Until the queue is closed and empty.
    @Override
    public void run() {
        List<Pending> group = queue.take(groupBatches);
        while (!group.isEmpty()) {
            write(group);
            group = queue.take(groupBatches);
        }
        discard();
    }

    // Whatever happens, even an Error, nobody is left waiting and the thread lives on.
    private void write(List<Pending> group) {
        List<Optional<StoreException>> outcomes;
        try {
            outcomes = Group.write(backend, begun(), group);
        } catch (Throwable e) {
            fail(group, e);
            return;
        }
        if (failing) {
            failing = false;
            LOG.atInfo().log("changes can be written again");
        }
        for (int i = 0; i < outcomes.size(); i++) {
            Pending pending = group.get(i);
            outcomes.get(i).ifPresentOrElse(pending::failed, pending::done);
        }
    }

    /// A connection that was lost while there was nothing to write is no reason to fail anybody.
    private Sql begun() throws SQLException {
        Sql sql = connection();
        try {
            backend.begin(sql);
            return sql;
        } catch (SQLException e) {
            if (!backend.isLost(e)) {
                throw e;
            }
            discard();
            sql = connection();
            backend.begin(sql);
            return sql;
        }
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
        // The database may have ended the transaction or not; a new connection knows for sure where it stands.
        discard();
        if (!failing) {
            failing = true;
            LOG.atError().setCause(cause).addKeyValue("batches", group.size()).log("changes cannot be written");
        }
        StoreException failure = new StoreException("The changes could not be written to disk.", cause);
        // What waits was made by people who did not know yet, and may build on what is lost. What is made because of
        // this
        // failure is new: so take out the old before anybody is told.
        List<Pending> lost = new ArrayList<>(group);
        lost.addAll(queue.drain());
        lost.forEach(Pending::breakLane);
        lost.forEach(pending -> pending.failed(failure));
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
