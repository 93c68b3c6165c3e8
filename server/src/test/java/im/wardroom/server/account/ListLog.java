// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The log of one account as a plain list.
record ListLog(List<Entry> entries) implements MessageLog {

    @Override
    public List<Entry> read(BareJid owner, long after, int limit) {
        return entries.stream()
                .filter(e -> e.seq() > after && e.direction() == Direction.RECEIVED)
                .limit(limit)
                .toList();
    }

    @Override
    public Page search(BareJid owner, Query query, boolean latest, int limit) {
        return new Page(entries, true);
    }

    @Override
    public long count(BareJid owner, Query query, int limit) {
        return entries.size();
    }

    @Override
    public List<Entry> find(BareJid owner, Collection<Long> numbers) {
        return entries.stream().filter(e -> numbers.contains(e.seq())).toList();
    }

    @Override
    public long lastBefore(BareJid owner, Instant time) {
        return entries.stream()
                .filter(e -> e.at().isBefore(time))
                .mapToLong(Entry::seq)
                .max()
                .orElse(0);
    }

    @Override
    public long lastBeyond(BareJid owner, int keep, int slack) {
        List<Entry> archived = entries.stream().filter(Entry::archived).toList();
        return archived.size() <= keep + slack
                ? 0
                : archived.get(archived.size() - keep - 1).seq();
    }

    @Override
    public int prunable(BareJid owner, long seq, int limit) {
        return (int) entries.stream().filter(e -> e.seq() <= seq).limit(limit).count();
    }
}
