// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One search of an archive as SQL. Times are turned into numbers first, by halving the log: numbers and times
/// grow together, as every log keeps its own time from running back. So there is no index of times to keep up.
final class ArchiveSearch {

    private final StringBuilder condition = new StringBuilder("account = ? AND seq > ? AND seq < ? AND archived");
    private final List<@Nullable Object> values = new ArrayList<>();

    private ArchiveSearch(long account, long after, long before, @Nullable Jid peer) {
        values.addAll(List.of(account, after, before));
        if (peer != null) {
            condition.append(" AND peer = ?");
            values.add(peer.bare());
            @Nullable Resource resource = peer.resource();
            if (resource != null) {
                condition.append(" AND resource = ?");
                values.add(resource);
            }
        }
    }

    /// Empty if there is no such account.
    static Optional<ArchiveSearch> of(Sql sql, BareJid owner, MessageLog.Query query) throws SQLException {
        Optional<Long> account = sql.first("SELECT id FROM account WHERE jid = ?", row -> row.number("id"), owner);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        long id = account.get();
        long after = query.after();
        long before = query.before();
        if (query.from() != null) {
            after = Math.max(after, firstAt(sql, id, query.from()) - 1);
        }
        if (query.to() != null) {
            before = Math.min(before, firstAt(sql, id, query.to().plusMillis(1)));
        }
        return Optional.of(new ArchiveSearch(id, after, before, query.peer()));
    }

    /// The lowest number of what arrived at that time or later; past the end if there is none.
    static long firstAt(Sql sql, long account, Instant time) throws SQLException {
        long low = edge(sql, account, "ASC");
        long high = edge(sql, account, "DESC") + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Instant> at = sql.first(
                    "SELECT arrived FROM message WHERE account = ? AND seq >= ? ORDER BY seq LIMIT 1",
                    row -> row.instant("arrived"),
                    account,
                    middle);
            if (at.isEmpty() || !at.get().isBefore(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static long edge(Sql sql, long account, String order) throws SQLException {
        return sql.first(
                        "SELECT seq FROM message WHERE account = ? ORDER BY seq " + order + " LIMIT 1",
                        row -> row.number("seq"),
                        account)
                .orElse(0L);
    }

    MessageLog.Page page(Sql sql, boolean latest, int limit) throws SQLException {
        String order = latest ? "DESC" : "ASC";
        int[] bytes = {0};
        // Two at least are looked at, and one more than asked for: the one too many shows that there are more.
        List<MessageLog.Entry> found = sql.listWhile(
                "SELECT * FROM message WHERE " + condition + " ORDER BY seq " + order + " LIMIT ?",
                MessageTable::entry,
                entry -> {
                    boolean first = bytes[0] == 0;
                    bytes[0] += entry.stanza().length;
                    return first || bytes[0] <= MessageLog.PAGE_BYTES;
                },
                with(limit + 1));
        boolean complete = found.size() <= limit && (found.size() < 2 || bytes[0] <= MessageLog.PAGE_BYTES);
        List<MessageLog.Entry> entries = complete ? found : found.subList(0, Math.min(limit, found.size() - 1));
        return new MessageLog.Page(latest ? entries.reversed() : entries, complete);
    }

    long count(Sql sql, int limit) throws SQLException {
        return sql.first(
                        "SELECT COUNT(*) AS total FROM (SELECT 1 FROM message WHERE " + condition
                                + " LIMIT ?) AS matching",
                        row -> row.number("total"),
                        with(limit))
                .orElse(0L);
    }

    private @Nullable Object[] with(int limit) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.add(limit);
        return all.toArray();
    }
}
