// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The publish-subscribe nodes of the accounts, with their affiliations and subscriptions, without their items.
final class NodeTable {

    private record Entry(String node, String address, String value) {}

    private NodeTable() {}

    static List<Node> of(Sql sql, long account) throws SQLException {
        List<Node> plain = sql.list(
                "SELECT name, options FROM node WHERE account = ? ORDER BY name",
                row -> Node.of(row.text("name"), row.text("options")),
                account);
        // Most accounts have none.
        if (plain.isEmpty()) {
            return plain;
        }
        Map<String, Map<BareJid, String>> affiliations = new HashMap<>();
        for (Entry entry : sql.list(
                "SELECT node, entity, affiliation FROM node_affiliation WHERE account = ?",
                row -> new Entry(row.text("node"), row.text("entity"), row.text("affiliation")),
                account)) {
            affiliations
                    .computeIfAbsent(entry.node(), node -> new HashMap<>())
                    .put(BareJid.parse(entry.address()), entry.value());
        }
        Map<String, Map<Jid, String>> subscriptions = new HashMap<>();
        for (Entry entry : sql.list(
                "SELECT node, subscriber, state FROM node_subscription WHERE account = ?",
                row -> new Entry(row.text("node"), row.text("subscriber"), row.text("state")),
                account)) {
            subscriptions
                    .computeIfAbsent(entry.node(), node -> new HashMap<>())
                    .put(Jid.parse(entry.address()), entry.value());
        }
        return plain.stream()
                .map(node -> new Node(
                        node.name(),
                        node.options(),
                        affiliations.getOrDefault(node.name(), Map.of()),
                        subscriptions.getOrDefault(node.name(), Map.of())))
                .toList();
    }

    /// @throws StoreException.Missing if there is no such node
    static void require(Sql sql, long account, String node) throws SQLException {
        if (sql.first("SELECT name FROM node WHERE account = ? AND name = ?", row -> row.text("name"), account, node)
                .isEmpty()) {
            throw new StoreException.Missing("There is no node of this name.");
        }
    }

    static void put(Sql sql, Change.PutNode change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        sql.update("""
                INSERT INTO node (account, name, options) VALUES (?, ?, ?)
                ON CONFLICT (account, name) DO UPDATE SET options = excluded.options""", account, change.node(), change.options());
        ItemTable.trim(sql, account, change.node(), change.keep());
    }

    static void remove(Sql sql, Change.RemoveNode change) throws SQLException {
        // What belongs to it follows by the foreign keys.
        sql.update(
                "DELETE FROM node WHERE account = ? AND name = ?", AccountTable.id(sql, change.owner()), change.node());
    }

    static void put(Sql sql, Change.PutAffiliation change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        require(sql, account, change.node());
        if (change.affiliation() == null) {
            sql.update(
                    "DELETE FROM node_affiliation WHERE account = ? AND node = ? AND entity = ?",
                    account,
                    change.node(),
                    change.entity());
            return;
        }
        sql.update("""
                INSERT INTO node_affiliation (account, node, entity, affiliation) VALUES (?, ?, ?, ?)
                ON CONFLICT (account, node, entity) DO UPDATE SET affiliation = excluded.affiliation""", account, change.node(), change.entity(), change.affiliation());
    }

    static void put(Sql sql, Change.PutSubscription change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        require(sql, account, change.node());
        if (change.state() == null) {
            sql.update(
                    "DELETE FROM node_subscription WHERE account = ? AND node = ? AND subscriber = ?",
                    account,
                    change.node(),
                    change.subscriber());
            return;
        }
        sql.update("""
                INSERT INTO node_subscription (account, node, subscriber, state) VALUES (?, ?, ?, ?)
                ON CONFLICT (account, node, subscriber) DO UPDATE SET state = excluded.state""", account, change.node(), change.subscriber(), change.state());
    }
}
