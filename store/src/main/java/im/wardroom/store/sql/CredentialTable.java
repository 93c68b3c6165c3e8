// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Accounts.Credentials;
import im.wardroom.store.Accounts.Summary;
import im.wardroom.store.Change;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.sql.SQLException;
import java.util.List;

/// The keys of each account's password, and those of earlier passwords.
final class CredentialTable {

    /// The one whose keys are remembered: every password has some.
    private static final String REMEMBERED = "SCRAM-SHA-256";

    private CredentialTable() {}

    static Credentials of(Sql sql, long account, Summary summary) throws SQLException {
        return new Credentials(
                summary,
                sql.list(
                        "SELECT * FROM credential WHERE account = ? ORDER BY mechanism",
                        CredentialTable::keys,
                        account),
                sql.list(
                        "SELECT * FROM former_credential WHERE account = ? ORDER BY number DESC",
                        CredentialTable::keys,
                        account));
    }

    private static ScramKeys keys(Row row) throws SQLException {
        return new ScramKeys(
                row.text("mechanism"),
                row.bytes("salt"),
                Math.toIntExact(row.number("iterations")),
                row.bytes("stored_key"),
                row.bytes("server_key"));
    }

    static void insert(Sql sql, long account, List<ScramKeys> keys) throws SQLException {
        for (ScramKeys key : keys) {
            sql.update("""
                    INSERT INTO credential (account, mechanism, salt, iterations, stored_key, server_key)
                    VALUES (?, ?, ?, ?, ?, ?)""", account, key.mechanism(), key.salt(), key.iterations(), key.storedKey(), key.serverKey());
        }
    }

    static void set(Sql sql, Change.SetKeys change) throws SQLException {
        long account = AccountTable.id(sql, change.jid());
        remember(sql, account, change.keepOld());
        sql.update("DELETE FROM credential WHERE account = ?", account);
        insert(sql, account, change.keys());
        sql.update("UPDATE account SET password_changed = ? WHERE id = ?", change.at(), account);
    }

    private static void remember(Sql sql, long account, int keep) throws SQLException {
        long last = sql.first(
                        "SELECT COALESCE(MAX(number), 0) AS last FROM former_credential WHERE account = ?",
                        row -> row.number("last"),
                        account)
                .orElse(0L);
        int remembered = sql.update("""
                INSERT INTO former_credential (account, number, mechanism, salt, iterations, stored_key, server_key)
                SELECT account, ?, mechanism, salt, iterations, stored_key, server_key
                FROM credential WHERE account = ? AND mechanism = ?""", last + 1, account, REMEMBERED);
        sql.update(
                "DELETE FROM former_credential WHERE account = ? AND number <= ?", account, last + remembered - keep);
    }
}
