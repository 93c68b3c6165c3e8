// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
    public Optional<Entry> find(BareJid owner, BareJid peer, Direction direction, String id, int depth) {
        return entries.reversed().stream()
                .filter(e -> e.direction() == direction && e.peer().bare().equals(peer) && id.equals(e.id()))
                .findFirst();
    }
}
