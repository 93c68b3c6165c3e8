// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Nodes;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was published to the nodes, in the order of publishing.
final class ItemTable implements Nodes {

    private static final String COLUMNS = "SELECT id, position, publisher, published, content FROM node_item ";

    private record Placed(long position, Item item) {}

    /// How much of a page is left.
    private static final class Room {
        private long left;

        Room(long bytes) {
            left = bytes;
        }

        /// False for the item that does not fit.
        boolean takes(Item item) {
            left -= item.payload().length;
            return left >= 0;
        }

        boolean isOverfull() {
            return left < 0;
        }
    }

    private final Readers readers;

    ItemTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Page> page(BareJid owner, String node, Range range) {
        return readers.read(sql -> {
            Optional<Long> account = account(sql, owner);
            if (account.isEmpty()) {
                return Optional.empty();
            }
            Optional<Long> after = bound(sql, account.get(), node, range.after(), 0);
            Optional<Long> before = bound(sql, account.get(), node, range.before(), Long.MAX_VALUE);
            if (after.isEmpty() || before.isEmpty()) {
                return Optional.empty();
            }
            Room room = new Room(range.bytes());
            List<Item> items = new ArrayList<>(sql.listWhile(
                    COLUMNS + "WHERE account = ? AND node = ? AND position > ? AND position < ? ORDER BY position "
                            + (range.latest() ? "DESC" : "ASC") + " LIMIT ?",
                    row -> placed(row).item(),
                    room::takes,
                    account.get(),
                    node,
                    after.get(),
                    before.get(),
                    range.limit()));
            if (room.isOverfull() && items.size() > 1) {
                items.removeLast();
            }
            return Optional.of(new Page(range.latest() ? items.reversed() : items, count(sql, account.get(), node)));
        });
    }

    /// Empty if the item does not exist.
    private static Optional<Long> bound(Sql sql, long account, String node, @Nullable String id, long open)
            throws SQLException {
        return id == null
                ? Optional.of(open)
                : sql.first(
                        "SELECT position FROM node_item WHERE account = ? AND node = ? AND id = ?",
                        row -> row.number("position"),
                        account,
                        node,
                        id);
    }

    private static long count(Sql sql, long account, String node) throws SQLException {
        return sql.first(
                        "SELECT COUNT(*) AS total FROM node_item WHERE account = ? AND node = ?",
                        row -> row.number("total"),
                        account,
                        node)
                .orElse(0L);
    }

    @Override
    public List<Item> find(BareJid owner, String node, Collection<String> ids) {
        return readers.read(sql -> {
            TreeMap<Long, Item> found = new TreeMap<>();
            Optional<Long> account = account(sql, owner);
            for (String id : account.isEmpty() ? List.<String>of() : List.copyOf(ids)) {
                sql.first(
                                COLUMNS + "WHERE account = ? AND node = ? AND id = ?",
                                ItemTable::placed,
                                account.get(),
                                node,
                                id)
                        .ifPresent(placed -> found.put(placed.position(), placed.item()));
            }
            return List.copyOf(found.values());
        });
    }

    @Override
    public Usage usage(BareJid owner, String node, String id) {
        return readers.read(sql -> {
            Optional<Long> account = account(sql, owner);
            if (account.isEmpty()) {
                return new Usage(0, Optional.empty());
            }
            long total = sql.first(
                            "SELECT SUM(size) AS total FROM node_item WHERE account = ?",
                            row -> row.number("total"),
                            account.get())
                    .orElse(0L);
            return new Usage(
                    total,
                    sql.first(
                            "SELECT size FROM node_item WHERE account = ? AND node = ? AND id = ?",
                            row -> row.number("size"),
                            account.get(),
                            node,
                            id));
        });
    }

    private static Optional<Long> account(Sql sql, BareJid owner) throws SQLException {
        return sql.first("SELECT id FROM account WHERE jid = ?", row -> row.number("id"), owner);
    }

    private static Placed placed(Row row) throws SQLException {
        return new Placed(
                row.number("position"),
                new Item(
                        row.text("id"),
                        Jid.parse(row.text("publisher")),
                        row.instant("published"),
                        row.bytes("content")));
    }

    static void put(Sql sql, Change.PutItem change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        String node = change.node();
        NodeTable.require(sql, account, node);
        Item item = change.item();
        long last = sql.first(
                        "SELECT MAX(position) AS last FROM node_item WHERE account = ? AND node = ?",
                        row -> row.number("last"),
                        account,
                        node)
                .orElse(0L);
        sql.update(
                """
                INSERT INTO node_item (account, node, id, position, publisher, published, size, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (account, node, id) DO UPDATE SET position = excluded.position, publisher = excluded.publisher,
                published = excluded.published, size = excluded.size, content = excluded.content""",
                account,
                node,
                item.id(),
                last + 1,
                item.publisher(),
                item.at(),
                item.payload().length,
                item.payload());
        trim(sql, account, node, change.keep());
    }

    /// Only the newest stay.
    static void trim(Sql sql, long account, String node, int keep) throws SQLException {
        sql.update("""
                DELETE FROM node_item WHERE account = ? AND node = ? AND position <= (
                  SELECT position FROM node_item WHERE account = ? AND node = ?
                  ORDER BY position DESC LIMIT 1 OFFSET ?)""", account, node, account, node, keep);
    }

    static void remove(Sql sql, Change.RemoveItem change) throws SQLException {
        sql.update(
                "DELETE FROM node_item WHERE account = ? AND node = ? AND id = ?",
                AccountTable.id(sql, change.owner()),
                change.node(),
                change.id());
    }

    static void remove(Sql sql, Change.RemoveItems change) throws SQLException {
        sql.update(
                "DELETE FROM node_item WHERE account = ? AND node = ?",
                AccountTable.id(sql, change.owner()),
                change.node());
    }
}
