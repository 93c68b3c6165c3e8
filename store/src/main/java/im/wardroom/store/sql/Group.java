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

/// Writes a group of batches in one transaction: each batch under a savepoint, so that a refused one leaves no trace
/// and does not touch the others.
final class Group {

    /// Changes nothing and takes the write lock, so that SQLite waits for it here. A transaction that has read before
    /// it
    /// first writes would fail at once if something else is writing (a tool of the administrator, say).
    private static final String LOCK = "UPDATE account SET id = id WHERE 1 = 0";

    private Group() {}

    /// Returns when all is on disk. May block.
    ///
    /// @return for each batch, why it was refused
    /// @throws SQLException if nothing of the group was kept; the connection is of no more use
    static List<Optional<StoreException>> write(Sql sql, List<Pending> group) throws SQLException {
        List<Optional<StoreException>> outcomes = new ArrayList<>(group.size());
        sql.update(LOCK);
        for (Pending pending : group) {
            outcomes.add(apply(sql, pending.changes()));
        }
        sql.connection().commit();
        return outcomes;
    }

    private static Optional<StoreException> apply(Sql sql, List<Change> changes) throws SQLException {
        Connection connection = sql.connection();
        Savepoint before = connection.setSavepoint();
        try {
            for (Change change : changes) {
                Changes.apply(sql, change);
            }
            connection.releaseSavepoint(before);
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            StoreException refusal = Refusal.of(e);
            connection.rollback(before);
            connection.releaseSavepoint(before);
            return Optional.of(refusal);
        }
    }
}
