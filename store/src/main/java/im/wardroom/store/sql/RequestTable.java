// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The subscription requests that wait for an answer.
final class RequestTable {

    private record Request(BareJid contact, byte[] presence) {}

    private RequestTable() {}

    static Map<BareJid, byte[]> of(Sql sql, long account) throws SQLException {
        Map<BareJid, byte[]> requests = new LinkedHashMap<>();
        sql.list(
                        "SELECT contact, presence FROM subscription_request WHERE account = ? ORDER BY contact",
                        row -> new Request(row.jid("contact"), row.bytes("presence")),
                        account)
                .forEach(request -> requests.put(request.contact(), request.presence()));
        return requests;
    }

    static void put(Sql sql, Change.PutRequest change) throws SQLException {
        sql.update("""
                INSERT INTO subscription_request (account, contact, presence) VALUES (?, ?, ?)
                ON CONFLICT (account, contact) DO UPDATE SET presence = excluded.presence""", AccountTable.id(sql, change.owner()), change.contact(), change.presence());
    }

    static void remove(Sql sql, Change.RemoveRequest change) throws SQLException {
        sql.update(
                "DELETE FROM subscription_request WHERE account = ? AND contact = ?",
                AccountTable.id(sql, change.owner()),
                change.contact());
    }
}
