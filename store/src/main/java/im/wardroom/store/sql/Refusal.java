// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells a batch that is at fault from a disk that is.
final class Refusal {

    /// The primary result code is the low byte of an extended one.
    private static final int PRIMARY = 0xff;

    private Refusal() {}

    /// Why one batch is refused.
    ///
    /// @throws SQLException the cause itself, if it is not the fault of the batch
    static StoreException of(Exception cause) throws SQLException {
        return switch (cause) {
            case StoreException refusal -> refusal;
            case SQLiteException sqlite -> of(sqlite);
            case SQLException other -> throw other;
            default -> new StoreException("A change cannot be written.", cause);
        };
    }

    private static StoreException of(SQLiteException cause) throws SQLException {
        int primary = cause.getResultCode().code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            return new StoreException.Conflict("A change contradicts what is kept.");
        }
        if (primary == SQLiteErrorCode.SQLITE_TOOBIG.code || primary == SQLiteErrorCode.SQLITE_MISMATCH.code) {
            return new StoreException("A change cannot be written.", cause);
        }
        throw cause;
    }
}
