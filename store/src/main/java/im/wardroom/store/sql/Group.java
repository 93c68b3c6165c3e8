// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a group of batches in one transaction. A batch that is refused leaves no trace and does not touch the
/// others, except those that come after it in its lane.
///
/// Refusals are rare and savepoints are not free, so the group is written without them first; only if a batch
/// is refused, it is taken back and written again with a savepoint for each batch.
final class Group {

    /// Changes nothing and takes the write lock, so that SQLite waits for it here. A transaction that has read
    /// before it first writes would fail at once if something else is writing (a tool of the administrator,
    /// say).
    private static final String LOCK = "UPDATE account SET id = id WHERE 1 = 0";

    private final Sql sql;
    private final List<Pending> batches;

    private Group(Sql sql, List<Pending> batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /// Returns when all is on disk. May block.
    ///
    /// @return for each batch, why it was refused
    /// @throws SQLException if nothing of the group was kept; the connection is of no more use
    static List<Optional<StoreException>> write(Sql sql, List<Pending> batches) throws SQLException {
        Group group = new Group(sql, batches);
        Optional<List<Optional<StoreException>>> straight = group.straight();
        if (straight.isEmpty()) {
            sql.connection().rollback();
        }
        List<Optional<StoreException>> outcomes = straight.isPresent() ? straight.get() : group.eachAlone();
        sql.connection().commit();
        return outcomes;
    }

    /// Empty if a batch was refused: then nothing of this may be kept.
    private Optional<List<Optional<StoreException>>> straight() throws SQLException {
        List<Optional<StoreException>> outcomes = new ArrayList<>(batches.size());
        sql.update(LOCK);
        try {
            for (Pending batch : batches) {
                outcomes.add(batch.isBroken() ? Optional.of(Pending.broken()) : applied(batch));
            }
            return Optional.of(outcomes);
        } catch (SQLException | RuntimeException e) {
            // Throws if it is not the fault of the batch.
            Refusal.of(e);
            return Optional.empty();
        }
    }

    private List<Optional<StoreException>> eachAlone() throws SQLException {
        List<Optional<StoreException>> outcomes = new ArrayList<>(batches.size());
        sql.update(LOCK);
        for (Pending batch : batches) {
            outcomes.add(batch.isBroken() ? Optional.of(Pending.broken()) : alone(batch));
        }
        return outcomes;
    }

    private Optional<StoreException> alone(Pending batch) throws SQLException {
        Connection connection = sql.connection();
        Savepoint before = connection.setSavepoint();
        try {
            Optional<StoreException> done = applied(batch);
            connection.releaseSavepoint(before);
            return done;
        } catch (SQLException | RuntimeException e) {
            StoreException refusal = Refusal.of(e);
            connection.rollback(before);
            connection.releaseSavepoint(before);
            // At once, for those of its lane in this very group.
            batch.breakLane();
            return Optional.of(refusal);
        }
    }

    private Optional<StoreException> applied(Pending batch) throws SQLException {
        for (Change change : batch.changes()) {
            Changes.apply(sql, change);
        }
        return Optional.empty();
    }
}
