// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.store.MessageLog;
import im.wardroom.store.MessageLog.Entry;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks a page up in a log. It may block, and costs a page whatever is asked for.
///
/// @param query with all bounds
/// @param positions numbers that the query names; there must be such messages
/// @param wanted numbers of the only messages that are wanted, if any
/// @param latest the page is taken from the end
/// @param size of the page; 0 asks how many there are
record Lookup(BareJid owner, Query query, List<Long> positions, SortedSet<Long> wanted, boolean latest, int size)
        implements Function<MessageLog, Answer> {

    /// Nobody is told of more messages than this, and nobody counts further.
    static final int MAX_COUNT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    @Override
    public Answer apply(MessageLog log) {
        try {
            if (!positions.stream().allMatch(number -> isPosition(log, number))) {
                return new Answer.NoSuchMessage();
            }
            return wanted.isEmpty() ? search(log) : pick(log);
        } catch (StoreException e) {
            LOG.atError().setCause(e).addKeyValue("account", owner).log("an archive could not be read");
            return new Answer.Failure();
        }
    }

    /// An archived message, or one that passed between the archived ones without being one: clients know it by its
    /// stanza-id and cannot tell the difference. What is older than the whole archive may have been in it once.
    private boolean isPosition(MessageLog log, long number) {
        if (log.find(owner, List.of(number)).stream().anyMatch(Entry::archived)) {
            return true;
        }
        return log.search(owner, Query.ALL, false, 1).entries().stream().anyMatch(first -> first.seq() < number);
    }

    private Answer search(MessageLog log) {
        if (size == 0) {
            return new Answer.Count(log.count(owner, query, MAX_COUNT));
        }
        MessageLog.Page page = log.search(owner, query, latest, size);
        return new Answer.Page(page.entries().stream().map(Answer.Hit::of).toList(), page.complete());
    }

    private Answer pick(MessageLog log) {
        List<Answer.Hit> hits = new ArrayList<>();
        int matching = 0;
        long bytes = 0;
        for (long number : latest ? wanted.reversed() : wanted) {
            List<Entry> found = log.find(owner, List.of(number));
            if (found.isEmpty() || !found.getFirst().archived()) {
                return new Answer.NoSuchMessage();
            }
            Entry entry = found.getFirst();
            if (matches(entry)) {
                matching++;
                bytes += entry.stanza().length;
                if (hits.size() < size && (hits.isEmpty() || bytes <= MessageLog.PAGE_BYTES)) {
                    hits.add(Answer.Hit.of(entry));
                }
            }
        }
        return size == 0
                ? new Answer.Count(matching)
                : new Answer.Page(latest ? hits.reversed() : hits, hits.size() == matching);
    }

    private boolean matches(Entry entry) {
        Jid peer = query.peer();
        return entry.seq() > query.after()
                && entry.seq() < query.before()
                && (peer == null
                        || peer.equals(peer.resource() == null ? entry.peer().bare() : entry.peer()))
                && (query.from() == null || !entry.at().isBefore(query.from()))
                && (query.to() == null || !entry.at().isAfter(query.to()));
    }
}
