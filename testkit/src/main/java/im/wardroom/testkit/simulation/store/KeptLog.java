// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.store.MessageLog.Entry;
import im.wardroom.store.MessageLog.Page;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The message log of one account. Belongs to its account, which copies it before each change.
final class KeptLog {

    private final List<Entry> entries;
    private long cursor;

    KeptLog() {
        entries = new ArrayList<>();
    }

    private KeptLog(KeptLog other) {
        entries = new ArrayList<>(other.entries);
        cursor = other.cursor;
    }

    KeptLog copy() {
        return new KeptLog(this);
    }

    // ---- what is read

    long cursor() {
        return cursor;
    }

    long last() {
        return entries.isEmpty() ? cursor : Math.max(cursor, entries.getLast().seq());
    }

    Instant lastArrival() {
        return entries.isEmpty() ? Instant.EPOCH : entries.getLast().at();
    }

    List<Entry> received(long after, int limit) {
        return entries.stream()
                .filter(entry -> entry.seq() > after && entry.direction() == Direction.RECEIVED)
                .limit(limit)
                .toList();
    }

    private Stream<Entry> matching(Query query) {
        return entries.stream()
                .filter(Entry::archived)
                .filter(entry -> entry.seq() > query.after() && entry.seq() < query.before())
                .filter(entry -> isWith(query.peer(), entry.peer()))
                .filter(entry -> query.from() == null || !entry.at().isBefore(query.from()))
                .filter(entry -> query.to() == null || !entry.at().isAfter(query.to()));
    }

    private static boolean isWith(@Nullable Jid wanted, Jid peer) {
        return wanted == null || wanted.equals(wanted.resource() == null ? peer.bare() : peer);
    }

    Page search(Query query, boolean latest, int limit) {
        List<Entry> all = matching(query).toList();
        List<Entry> page = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : latest ? all.reversed() : all) {
            bytes += entry.stanza().length;
            if (page.size() == limit || !page.isEmpty() && bytes > MessageLog.PAGE_BYTES) {
                break;
            }
            page.add(entry);
        }
        return new Page(latest ? page.reversed() : page, page.size() == all.size());
    }

    long count(Query query, int limit) {
        return matching(query).limit(limit).count();
    }

    List<Entry> find(Collection<Long> numbers) {
        return entries.stream().filter(entry -> numbers.contains(entry.seq())).toList();
    }

    // ---- what changes

    void append(Entry entry) {
        int at = entries.size();
        // What is kept with another account's commit may be there later than what was numbered after it.
        while (at > 0 && entries.get(at - 1).seq() > entry.seq()) {
            at--;
        }
        if (at > 0 && entries.get(at - 1).seq() == entry.seq()) {
            throw new StoreException.Conflict("The number " + entry.seq() + " is taken.");
        }
        entries.add(
                at,
                new Entry(
                        entry.seq(),
                        KeptAccount.millis(entry.at()),
                        entry.direction(),
                        entry.archived(),
                        entry.peer(),
                        entry.id(),
                        entry.stanza()));
    }

    void supersede(Change.SupersedeMessage change) {
        entries.reversed().stream()
                .filter(entry -> entry.peer().bare().equals(change.peer()))
                .limit(change.depth())
                .filter(entry -> entry.archived()
                        && entry.direction() == change.direction()
                        && change.id().equals(entry.id()))
                .findFirst()
                .ifPresent(entry -> entries.set(
                        entries.indexOf(entry),
                        entry.withStanza(change.remains().apply(entry.stanza()))));
    }

    void replace(Change.ReplaceMessage change) {
        entries.replaceAll(entry ->
                entry.seq() == change.seq() ? entry.withStanza(change.remains().apply(entry.stanza())) : entry);
    }

    void move(Change.MoveCursor change) {
        cursor = Math.max(cursor, change.seq());
        entries.removeIf(entry -> entry.seq() <= cursor && !entry.archived());
    }

    void prune(Change.PruneMessages change) {
        long upTo = Math.min(change.seq(), cursor);
        int count = 0;
        while (count < Math.min(change.limit(), entries.size())
                && entries.get(count).seq() <= upTo) {
            count++;
        }
        entries.subList(0, count).clear();
    }

    long lastBefore(Instant time) {
        long before = 0;
        for (Entry entry : entries) {
            if (!entry.at().isBefore(time)) {
                return entry.seq() - 1;
            }
            before = entry.seq();
        }
        return before;
    }

    long lastBeyond(int keep, int slack) {
        boolean few = entries.isEmpty()
                || entries.getLast().seq() - entries.getFirst().seq() + 1 <= (long) keep + slack;
        List<Entry> archived = entries.stream().filter(Entry::archived).toList();
        return few || archived.size() <= keep
                ? 0
                : archived.get(archived.size() - 1 - keep).seq();
    }

    int prunable(long seq, int limit) {
        long upTo = Math.min(seq, cursor);
        return (int) entries.stream()
                .filter(entry -> entry.seq() <= upTo)
                .limit(limit)
                .count();
    }
}
