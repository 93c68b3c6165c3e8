// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StreamKey;
import im.wardroom.store.sql.Readers.Reading;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads from tables that the journal may be ahead of: whatever was committed before the read is seen. Who reads of an
/// account or stream of which nothing waits is not held up by others. Thread-safe.
final class CaughtUp {

    private final Readers readers;
    private final Journal journal;
    private final Progress progress;

    CaughtUp(Readers readers, Journal journal, Progress progress) {
        this.readers = readers;
        this.journal = journal;
        this.progress = progress;
    }

    /// May block.
    <T> T read(BareJid account, Reading<T> reading) {
        return read(() -> Stream.of(journal.traceOf(account)), reading);
    }

    /// May block.
    <T> T read(Collection<StreamKey> streams, Reading<T> reading) {
        return read(() -> streams.stream().map(journal::traceOf), reading);
    }

    private <T> T read(Supplier<Stream<Trace>> traces, Reading<T> reading) {
        long wanted = traces.get().mapToLong(Trace::last).max().orElse(0);
        while (true) {
            long[] needed = {wanted};
            Optional<T> found = readers.read(sql -> {
                // The database itself tells how far it is, in the very state that is read from then on. It may have
                // left out what a later row makes superfluous, which was noted before it could be seen.
                long waiting = oldest(sql);
                needed[0] = Math.max(
                        wanted, traces.get().mapToLong(Trace::whole).max().orElse(0));
                return waiting > needed[0] ? Optional.of(reading.read(sql)) : Optional.empty();
            });
            if (found.isPresent()) {
                return found.get();
            }
            progress.await(needed[0]);
        }
    }

    private static long oldest(Sql sql) throws SQLException {
        return sql.first("SELECT number FROM journal ORDER BY number LIMIT 1", row -> row.number("number"))
                .orElse(Long.MAX_VALUE);
    }
}
