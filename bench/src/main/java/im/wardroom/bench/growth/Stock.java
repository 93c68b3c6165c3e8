// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.growth;

import im.wardroom.bench.load.Credentials;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.RosterItem;
import im.wardroom.store.RosterItem.Subscription;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Fills a store before its server starts, through its own interface. Blocks.
///
/// @param people who get something: the first accounts
record Stock(Path data, Credentials credentials, int people) {

    private static final int CHANGES_AT_ONCE = 500;
    private static final int UNDER_WAY = 8;

    /// @param first account of those who become contacts
    void addContacts(int contacts, int first) {
        List<RosterItem> items = new ArrayList<>();
        for (int i = 0; i < contacts; i++) {
            items.add(RosterItem.none(credentials.jid(first + i)).with(Subscription.BOTH));
        }
        List<Change> changes = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            BareJid owner = credentials.jid(person);
            for (int i = 0; i < items.size(); i++) {
                changes.add(new Change.PutRosterItem(owner, items.get(i), i + 1));
                changes.add(new Change.PutRosterItem(
                        items.get(i).jid(), RosterItem.none(owner).with(Subscription.BOTH), person + 1));
            }
        }
        commit(changes);
    }

    /// Messages that were received, delivered and archived, the same number for everybody.
    void addMessages(long messages) {
        long each = messages / people;
        byte[] stanza = ("<message type='chat' from='stranger@localhost/x'><body>" + "Shall I compare thee? ".repeat(5)
                        + "</body></message>")
                .getBytes(StandardCharsets.UTF_8);
        Jid peer = Jid.parse("stranger@localhost/x");
        Instant at = Instant.now();
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
            for (long from = 0; from < each; from += CHANGES_AT_ONCE) {
                long to = Math.min(each, from + CHANGES_AT_ONCE);
                for (int person = 0; person < people; person++) {
                    if (underWay.size() == UNDER_WAY) {
                        underWay.remove().join();
                    }
                    underWay.add(store.commit(appended(credentials.jid(person), from, to, peer, at, stanza)));
                }
            }
            underWay.forEach(CompletableFuture::join);
        }
    }

    private static List<Change> appended(BareJid owner, long from, long to, Jid peer, Instant at, byte[] stanza) {
        List<Change> changes = new ArrayList<>();
        for (long seq = from + 1; seq <= to; seq++) {
            changes.add(new Change.AppendMessage(
                    owner,
                    new MessageLog.Entry(
                            seq, at, MessageLog.Direction.RECEIVED, true, peer, Long.toString(seq), stanza)));
        }
        changes.add(new Change.MoveCursor(owner, to));
        return changes;
    }

    private void commit(List<Change> changes) {
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            for (int from = 0; from < changes.size(); from += CHANGES_AT_ONCE) {
                store.commit(changes.subList(from, Math.min(changes.size(), from + CHANGES_AT_ONCE)))
                        .join();
            }
        }
    }
}
