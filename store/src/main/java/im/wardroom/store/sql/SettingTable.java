// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Settings;
import java.sql.SQLException;
import java.util.Optional;

/// Secrets and facts of the installation.
final class SettingTable implements Settings {

    private final Readers readers;

    SettingTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return readers.read(
                sql -> sql.first("SELECT content FROM setting WHERE name = ?", row -> row.bytes("content"), key));
    }

    static void put(Sql sql, Change.PutSetting change) throws SQLException {
        sql.update("""
                INSERT INTO setting (name, content) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET content = excluded.content""", change.key(), change.value());
    }
}
