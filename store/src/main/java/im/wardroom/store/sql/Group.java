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

    private final Backend backend;
    private final Sql sql;
    private final List<Pending> batches;

    /// What comes into the tables in the same transaction before.
    @FunctionalInterface
    interface Before {
        void apply() throws SQLException;
    }

    private Group(Backend backend, Sql sql, List<Pending> batches) {
        this.backend = backend;
        this.sql = sql;
        this.batches = batches;
    }

    /// Returns when all is on disk. May block.
    ///
    /// @param sql in a transaction that has begun
    /// @return for each batch, why it was refused
    /// @throws SQLException if nothing of the group was kept; the connection is of no more use
    static List<Optional<StoreException>> write(Backend backend, Sql sql, List<Pending> batches, Before before)
            throws SQLException {
        Group group = new Group(backend, sql, batches);
        sql.accounts().clear();
        before.apply();
        Optional<List<Optional<StoreException>>> straight = group.straight();
        if (straight.isEmpty()) {
            sql.connection().rollback();
            sql.accounts().clear();
            backend.begin(sql);
            before.apply();
        }
        List<Optional<StoreException>> outcomes = straight.isPresent() ? straight.get() : group.eachAlone();
        sql.connection().commit();
        return outcomes;
    }

    /// Empty if a batch was refused: then nothing of this may be kept.
    private Optional<List<Optional<StoreException>>> straight() throws SQLException {
        List<Optional<StoreException>> outcomes = new ArrayList<>(batches.size());
        try {
            for (Pending batch : batches) {
                outcomes.add(batch.isBroken() ? Optional.of(Pending.broken()) : applied(batch));
            }
            return Optional.of(outcomes);
        } catch (SQLException | RuntimeException e) {
            // Throws if it is not the fault of the batch.
            refusal(e);
            return Optional.empty();
        }
    }

    private List<Optional<StoreException>> eachAlone() throws SQLException {
        List<Optional<StoreException>> outcomes = new ArrayList<>(batches.size());
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
            StoreException refusal = refusal(e);
            connection.rollback(before);
            sql.accounts().clear();
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

    /// Why one batch is refused.
    ///
    /// @throws SQLException the cause itself, if it is not the fault of the batch
    private StoreException refusal(Exception cause) throws SQLException {
        return switch (cause) {
            case StoreException refused -> refused;
            case SQLException failed -> backend.refusal(failed).orElseThrow(() -> failed);
            default -> new StoreException("A change cannot be written.", cause);
        };
    }
}
