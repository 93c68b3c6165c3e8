// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.xmpp.address.BareJid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One row of a result, in our types.
final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(result.getString(column), column);
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    BareJid jid(String column) throws SQLException {
        return BareJid.parse(text(column));
    }

    byte[] bytes(String column) throws SQLException {
        byte[] value = result.getBytes(column);
        return value == null ? new byte[0] : value;
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    Instant instant(String column) throws SQLException {
        return Instant.ofEpochMilli(result.getLong(column));
    }
}
