// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Documents;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What features keep for an account.
final class DocumentTable implements Documents {

    private record Document(String name, byte[] content) {}

    private final Readers readers;

    DocumentTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<byte[]> read(BareJid owner, String namespace, String key) {
        return readers.read(sql -> sql.first("""
                SELECT content FROM document
                WHERE account = (SELECT id FROM account WHERE jid = ?) AND namespace = ? AND name = ?""", row -> row.bytes("content"), owner, namespace, key));
    }

    @Override
    public Map<String, byte[]> all(BareJid owner, String namespace) {
        return readers.read(sql -> {
            Optional<Long> account = sql.first("SELECT id FROM account WHERE jid = ?", row -> row.number("id"), owner);
            return account.isEmpty() ? Map.of() : of(sql, account.get(), namespace);
        });
    }

    /// Those of the given namespaces that have any.
    static Map<String, Map<String, byte[]>> of(Sql sql, long account, Set<String> namespaces) throws SQLException {
        Map<String, Map<String, byte[]>> documents = new HashMap<>();
        for (String namespace : namespaces) {
            Map<String, byte[]> found = of(sql, account, namespace);
            if (!found.isEmpty()) {
                documents.put(namespace, found);
            }
        }
        return documents;
    }

    private static Map<String, byte[]> of(Sql sql, long account, String namespace) throws SQLException {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        sql.list(
                        "SELECT name, content FROM document WHERE account = ? AND namespace = ? ORDER BY name",
                        row -> new Document(row.text("name"), row.bytes("content")),
                        account,
                        namespace)
                .forEach(document -> documents.put(document.name(), document.content()));
        return documents;
    }

    static void put(Sql sql, Change.PutDocument change) throws SQLException {
        sql.update("""
                INSERT INTO document (account, namespace, name, content) VALUES (?, ?, ?, ?)
                ON CONFLICT (account, namespace, name) DO UPDATE SET content = excluded.content""", AccountTable.id(sql, change.owner()), change.namespace(), change.key(), change.value());
    }

    static void remove(Sql sql, Change.RemoveDocument change) throws SQLException {
        sql.update(
                "DELETE FROM document WHERE account = ? AND namespace = ? AND name = ?",
                AccountTable.id(sql, change.owner()),
                change.namespace(),
                change.key());
    }
}
