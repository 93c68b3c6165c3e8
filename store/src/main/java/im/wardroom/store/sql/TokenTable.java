// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Token;
import im.wardroom.store.Tokens;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.util.List;

/// The tokens of fast authentication.
final class TokenTable implements Tokens {

    private final Readers readers;

    /// Devices of one account that keep their tokens: those with the newest.
    static final int DEVICES_KEPT = 20;

    TokenTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Token> of(BareJid owner, String device) {
        return readers.read(sql -> sql.list("""
                SELECT * FROM token WHERE account = (SELECT id FROM account WHERE jid = ?) AND device = ?
                ORDER BY fresh DESC, issued DESC, mechanism""", TokenTable::token, owner, device));
    }

    private static Token token(Row row) throws SQLException {
        return new Token(
                row.text("device"),
                row.text("mechanism"),
                row.bytes("secret"),
                row.instant("issued"),
                row.instant("expires"),
                row.number("counter"),
                row.flag("fresh"));
    }

    static void put(Sql sql, Change.PutToken change) throws SQLException {
        Token token = change.token();
        long account = AccountTable.id(sql, change.owner());
        sql.update(
                """
                INSERT INTO token (account, device, mechanism, fresh, secret, issued, expires, counter)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (account, device, mechanism, fresh) DO UPDATE SET secret = excluded.secret,
                  issued = excluded.issued, expires = excluded.expires, counter = excluded.counter""",
                account,
                token.device(),
                token.mechanism(),
                token.fresh(),
                token.secret(),
                token.issued(),
                token.expires(),
                token.counter());
        // Clients choose the ids of their devices, so that there may be any number of them.
        sql.update("""
                DELETE FROM token WHERE account = ? AND device NOT IN
                  (SELECT device FROM token WHERE account = ? GROUP BY device ORDER BY MAX(issued) DESC, device LIMIT ?)""", account, account, DEVICES_KEPT);
    }

    static void remove(Sql sql, Change.RemoveTokens change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        if (change.device() == null) {
            sql.update("DELETE FROM token WHERE account = ?", account);
        } else {
            sql.update("DELETE FROM token WHERE account = ? AND device = ?", account, change.device());
        }
    }

    static void purge(Sql sql, Change.PurgeExpired change) throws SQLException {
        sql.update("""
                DELETE FROM token WHERE (account, device, mechanism, fresh) IN
                  (SELECT account, device, mechanism, fresh FROM token WHERE expires <= ? LIMIT ?)""", change.at(), change.limit());
    }
}
