// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.RosterItem;
import im.wardroom.store.RosterItem.Subscription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rosters, with the groups of each contact in their order.
final class RosterTable {

    private record Grouping(String contact, String group) {}

    private RosterTable() {}

    static List<RosterItem> of(Sql sql, long account) throws SQLException {
        Map<String, List<String>> groups = groups(sql, account);
        return sql.list(
                "SELECT * FROM roster_item WHERE account = ? ORDER BY contact",
                row -> item(row, groups.getOrDefault(row.text("contact"), List.of())),
                account);
    }

    private static Map<String, List<String>> groups(Sql sql, long account) throws SQLException {
        Map<String, List<String>> groups = new HashMap<>();
        for (Grouping grouping : sql.list(
                "SELECT contact, name FROM roster_group WHERE account = ? ORDER BY contact, position",
                row -> new Grouping(row.text("contact"), row.text("name")),
                account)) {
            groups.computeIfAbsent(grouping.contact(), contact -> new ArrayList<>())
                    .add(grouping.group());
        }
        return groups;
    }

    private static RosterItem item(Row row, List<String> groups) throws SQLException {
        return new RosterItem(
                row.jid("contact"),
                row.textOrNull("name"),
                groups,
                Subscription.valueOf(row.text("subscription")),
                row.flag("ask"),
                row.flag("approved"));
    }

    static void put(Sql sql, Change.PutRosterItem change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        RosterItem item = change.item();
        sql.update("""
                INSERT INTO roster_item (account, contact, name, subscription, ask, approved)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (account, contact) DO UPDATE SET name = excluded.name,
                  subscription = excluded.subscription, ask = excluded.ask, approved = excluded.approved""", account, item.jid(), item.name(), item.subscription(), item.ask(), item.approved());
        sql.update("DELETE FROM roster_group WHERE account = ? AND contact = ?", account, item.jid());
        int position = 0;
        for (String group : item.groups()) {
            sql.update(
                    "INSERT INTO roster_group (account, contact, position, name) VALUES (?, ?, ?, ?)",
                    account,
                    item.jid(),
                    position++,
                    group);
        }
        setVersion(sql, account, change.version());
    }

    static void remove(Sql sql, Change.RemoveRosterItem change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        sql.update("DELETE FROM roster_item WHERE account = ? AND contact = ?", account, change.contact());
        setVersion(sql, account, change.version());
    }

    private static void setVersion(Sql sql, long account, long version) throws SQLException {
        sql.update("UPDATE account SET roster_version = ? WHERE id = ?", version, account);
    }
}
