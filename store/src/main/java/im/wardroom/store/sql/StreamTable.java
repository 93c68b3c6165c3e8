// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.ResumableStreams;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The streams that can be resumed, and how far they are.
final class StreamTable implements ResumableStreams {

    /// Streams of one account that are kept: the newest.
    static final int STREAMS_KEPT = 64;

    private record Pair(long number, long seq) {}

    private final Readers readers;
    private final CaughtUp caughtUp;

    StreamTable(Readers readers, CaughtUp caughtUp) {
        this.readers = readers;
        this.caughtUp = caughtUp;
    }

    @Override
    public Optional<Progress> find(BareJid owner, StreamKey key) {
        return caughtUp.read(List.of(key), sql -> {
            Optional<Progress> bare = sql.first("""
                    SELECT * FROM stream
                    WHERE name = ? AND account = (SELECT id FROM account WHERE jid = ?)""", StreamTable::progress, key.value(), owner);
            return bare.isEmpty() ? bare : Optional.of(complete(sql, bare.get()));
        });
    }

    private static ResumableStream stream(Row row) throws SQLException {
        return new ResumableStream(
                new StreamKey(row.text("name")),
                new Resource(row.text("resource")),
                row.instant("started"),
                row.number("since"),
                row.bytes("state"));
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                stream(row), row.number("handled"), new HashSet<>(), row.number("acknowledged"), new TreeMap<>());
    }

    private static Progress complete(Sql sql, Progress bare) throws SQLException {
        String name = bare.stream().key().value();
        SortedMap<Long, Long> sent = new TreeMap<>();
        sql.list(
                        "SELECT number, seq FROM stream_sent WHERE stream = ? AND number > ?",
                        row -> new Pair(row.number("number"), row.number("seq")),
                        name,
                        bare.acknowledged())
                .forEach(pair -> sent.put(pair.number(), pair.seq()));
        List<Long> beyond = sql.list(
                "SELECT number FROM stream_handled WHERE stream = ? AND number > ?",
                row -> row.number("number"),
                name,
                bare.handled());
        return new Progress(bare.stream(), bare.handled(), new HashSet<>(beyond), bare.acknowledged(), sent);
    }

    @Override
    public List<ResumableStream> of(BareJid owner) {
        // Which streams there are is never in the journal, only what they are like.
        List<StreamKey> keys = readers.read(sql -> list(sql, owner)).stream()
                .map(ResumableStream::key)
                .toList();
        return caughtUp.read(keys, sql -> list(sql, owner));
    }

    private static List<ResumableStream> list(Sql sql, BareJid owner) throws SQLException {
        return sql.list("""
                SELECT * FROM stream WHERE account = (SELECT id FROM account WHERE jid = ?)
                ORDER BY started, name""", StreamTable::stream, owner);
    }

    static void put(Sql sql, Change.PutStream change) throws SQLException {
        ResumableStream stream = change.stream();
        long account = AccountTable.changing(sql, change.owner());
        sql.update(
                "DELETE FROM stream WHERE name = ? OR account = ? AND resource = ?",
                stream.key().value(),
                account,
                stream.resource());
        sql.update(
                """
                INSERT INTO stream (name, account, resource, started, since, handled, acknowledged, state)
                VALUES (?, ?, ?, ?, ?, 0, 0, ?)""",
                stream.key().value(),
                account,
                stream.resource(),
                stream.started(),
                stream.since(),
                stream.state());
        // Streams whose clients never come back are pushed out by later ones.
        sql.update("""
                DELETE FROM stream WHERE account = ? AND name NOT IN
                  (SELECT name FROM stream WHERE account = ? ORDER BY started DESC, name LIMIT ?)""", account, account, STREAMS_KEPT);
    }

    static void putState(Sql sql, Change.PutStreamState change) throws SQLException {
        sql.update(
                "UPDATE stream SET state = ? WHERE name = ?",
                change.state(),
                change.stream().value());
    }

    // A stream that ended in the meantime needs no notes.
    static void handled(Sql sql, Change.Handled change) throws SQLException {
        sql.update("""
                INSERT INTO stream_handled (stream, number) SELECT name, ? FROM stream WHERE name = ?
                ON CONFLICT (stream, number) DO NOTHING""", change.number(), change.stream().value());
    }

    static void sent(Sql sql, Change.Sent change) throws SQLException {
        sql.update("""
                INSERT INTO stream_sent (stream, number, seq) SELECT name, ?, ? FROM stream WHERE name = ?
                ON CONFLICT (stream, number) DO UPDATE SET seq = excluded.seq""", change.number(), change.seq(), change.stream().value());
    }

    static void confirm(Sql sql, Change.Confirm change) throws SQLException {
        String name = change.stream().value();
        sql.update("""
                UPDATE stream SET
                  handled = CASE WHEN handled < ? THEN ? ELSE handled END,
                  acknowledged = CASE WHEN acknowledged < ? THEN ? ELSE acknowledged END
                WHERE name = ?""", change.handled(), change.handled(), change.acknowledged(), change.acknowledged(), name);
        sql.update("DELETE FROM stream_handled WHERE stream = ? AND number <= ?", name, change.handled());
        sql.update("DELETE FROM stream_sent WHERE stream = ? AND number <= ?", name, change.acknowledged());
    }

    static void remove(Sql sql, Change.RemoveStream change) throws SQLException {
        sql.update("DELETE FROM stream WHERE name = ?", change.stream().value());
    }
}
