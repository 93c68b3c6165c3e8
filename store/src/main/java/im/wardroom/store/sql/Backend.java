// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// What differs between the databases: how connections are opened and set up for safety, what a failure means,
/// and who may write. Everything else is the same SQL. Whoever has opened one is the only server on that
/// database. Thread-safe; every method may block.
interface Backend extends AutoCloseable {

    /// What people know the database by; never has a password.
    String name();

    /// For the migrations, which bring their own connections.
    DataSource source();

    /// What the migrations call by names of their own.
    Map<String, String> words();

    /// @throws SQLException if there is none, or another server writes
    Sql writer() throws SQLException;

    /// Notes that a server uses the database from now on.
    void own(Sql writer) throws SQLException;

    /// One that sees a consistent state from its first statement to the end of its transaction, and changes
    /// nothing.
    Sql reader() throws SQLException;

    /// Begins a transaction that may write.
    ///
    /// @throws SQLException before anything was written
    void begin(Sql writer) throws SQLException;

    /// Why a batch is refused; empty if it is not the fault of the batch.
    Optional<StoreException> refusal(SQLException cause);

    /// True if the connection is gone, and a new one may do better.
    boolean isLost(SQLException cause);

    boolean hasTable(Sql sql, String table) throws SQLException;

    /// The number of the account that was made last, removed ones included.
    long lastAccount(Sql sql) throws SQLException;

    /// No account gets this number or one below it from now on.
    void setLastAccount(Sql sql, long number) throws SQLException;

    @Override
    void close();
}
