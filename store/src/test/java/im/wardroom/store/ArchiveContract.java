// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.MessageLog.Direction;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of the archived part of the message log.
public abstract class ArchiveContract extends StoreContract {

    private static final BareJid NURSE = BareJid.parse("nurse@example.org");

    protected ArchiveContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void bothHaveAccounts() {
        create(ROMEO);
        create(JULIET);
    }

    private static Instant at(long seq) {
        return NOON.plusSeconds(seq);
    }

    private static Change archived(long seq, String peer, Direction direction, @Nullable String id) {
        return new Change.AppendMessage(
                ROMEO,
                new MessageLog.Entry(seq, at(seq), direction, true, Jid.parse(peer), id, bytes("message " + seq)));
    }

    private void archive(long count, String peer) {
        LongStream.rangeClosed(1, count).forEach(seq -> commit(archived(seq, peer, Direction.RECEIVED, "id" + seq)));
    }

    private List<Long> numbers(Query query, boolean latest, int limit) {
        return store.messages().search(ROMEO, query, latest, limit).entries().stream()
                .map(MessageLog.Entry::seq)
                .toList();
    }

    @Test
    void everythingOfAnEntryComesBack() {
        commit(archived(1, "juliet@example.org/balcony", Direction.SENT, "m1"));
        MessageLog.Entry entry =
                store.messages().search(ROMEO, Query.ALL, false, 10).entries().getFirst();
        assertThat(entry.at()).isEqualTo(at(1));
        assertThat(entry.direction()).isEqualTo(Direction.SENT);
        assertThat(entry.archived()).isTrue();
        assertThat(entry.peer()).isEqualTo(Jid.parse("juliet@example.org/balcony"));
        assertThat(entry.id()).isEqualTo("m1");
        assertThat(entry.stanza()).isEqualTo(bytes("message 1"));
    }

    @Test
    void archivedMessagesStayWhenTheyAreSettled() {
        archive(3, "juliet@example.org");
        commit(Samples.received(ROMEO, 4, at(4), bytes("passing")), new Change.MoveCursor(ROMEO, 4));
        assertThat(numbers(Query.ALL, false, 10)).containsExactly(1L, 2L, 3L);
        assertThat(store.messages().find(ROMEO, List.of(4L))).isEmpty();
        assertThat(state(ROMEO).lastSeq()).isEqualTo(4);
    }

    @Test
    void whatWasSentIsNotDeliveredAndNotLost() {
        commit(archived(1, "juliet@example.org", Direction.SENT, null));
        assertThat(store.messages().read(ROMEO, 0, 10)).isEmpty();
        assertThat(numbers(Query.ALL, false, 10)).containsExactly(1L);
    }

    @Test
    void archiveOfAnotherIsNotSearched() {
        archive(1, "juliet@example.org");
        assertThat(store.messages().search(JULIET, Query.ALL, false, 10).entries())
                .isEmpty();
        assertThat(store.messages().search(NURSE, Query.ALL, false, 10).entries())
                .isEmpty();
    }

    @Test
    void pagesAreTakenFromEitherEnd() {
        archive(5, "juliet@example.org");
        assertThat(numbers(Query.ALL, false, 2)).containsExactly(1L, 2L);
        assertThat(numbers(Query.ALL, true, 2)).containsExactly(4L, 5L);
        assertThat(numbers(Query.ALL.after(1).before(5), true, 2)).containsExactly(3L, 4L);
    }

    @Test
    void pageSaysWhetherThereIsMore() {
        archive(3, "juliet@example.org");
        assertThat(store.messages().search(ROMEO, Query.ALL, false, 2).complete())
                .isFalse();
        assertThat(store.messages().search(ROMEO, Query.ALL, true, 3).complete())
                .isTrue();
        assertThat(store.messages().search(ROMEO, Query.ALL.after(3), false, 1).complete())
                .isTrue();
    }

    @Test
    void pageOfLargeMessagesIsShort() {
        for (long seq = 1; seq <= 3; seq++) {
            commit(new Change.AppendMessage(
                    ROMEO,
                    new MessageLog.Entry(
                            seq, at(seq), Direction.SENT, true, JULIET, null, new byte[MessageLog.PAGE_BYTES])));
        }
        MessageLog.Page first = store.messages().search(ROMEO, Query.ALL, false, 10);
        assertThat(first.entries()).extracting(MessageLog.Entry::seq).containsExactly(1L);
        assertThat(first.complete()).isFalse();
        MessageLog.Page last = store.messages().search(ROMEO, Query.ALL.after(2), false, 10);
        assertThat(last.entries()).extracting(MessageLog.Entry::seq).containsExactly(3L);
        assertThat(last.complete()).isTrue();
    }

    @Test
    void bareAddressMatchesAllResourcesAndFullAddressOne() {
        commit(archived(1, "juliet@example.org/balcony", Direction.RECEIVED, null));
        commit(archived(2, "juliet@example.org", Direction.SENT, null));
        commit(archived(3, "juliet@example.org/garden", Direction.RECEIVED, null));
        commit(archived(4, "nurse@example.org/kitchen", Direction.RECEIVED, null));
        assertThat(numbers(with("juliet@example.org"), false, 10)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(with("juliet@example.org/garden"), false, 10)).containsExactly(3L);
    }

    private static Query with(String peer) {
        return new Query(Jid.parse(peer), null, null, 0, Long.MAX_VALUE);
    }

    @Test
    void timesAreBoundsThatBelongToTheResult() {
        archive(9, "juliet@example.org");
        assertThat(numbers(new Query(null, at(3), at(5), 0, Long.MAX_VALUE), false, 10))
                .containsExactly(3L, 4L, 5L);
        assertThat(numbers(new Query(null, at(9).plusMillis(1), null, 0, Long.MAX_VALUE), false, 10))
                .isEmpty();
        assertThat(numbers(new Query(null, null, at(0), 0, Long.MAX_VALUE), false, 10))
                .isEmpty();
    }

    @Test
    void countStopsAtItsLimit() {
        archive(5, "juliet@example.org");
        assertThat(store.messages().count(ROMEO, Query.ALL, 100)).isEqualTo(5);
        assertThat(store.messages().count(ROMEO, Query.ALL, 3)).isEqualTo(3);
    }

    @Test
    void messageIsSupersededByTheIdThatItsSenderGaveIt() {
        commit(archived(1, "juliet@example.org/balcony", Direction.RECEIVED, "same"));
        commit(archived(2, "juliet@example.org/balcony", Direction.SENT, "same"));
        commit(archived(3, "nurse@example.org", Direction.RECEIVED, "same"));
        commit(supersede(Direction.RECEIVED, "other", 10), supersede(Direction.RECEIVED, "same", 1));
        assertThat(contents(1L, 2L, 3L)).noneMatch(content -> content.startsWith("tombstone"));
        commit(supersede(Direction.RECEIVED, "same", 10));
        assertThat(contents(1L, 2L, 3L)).element(0).asString().startsWith("tombstone of ");
        assertThat(contents(2L, 3L)).noneMatch(content -> content.startsWith("tombstone"));
        commit(supersede(Direction.SENT, "same", 10));
        assertThat(contents(2L)).allMatch(content -> content.startsWith("tombstone of "));
    }

    @Test
    void newestOfTheSameIdIsSuperseded() {
        commit(
                archived(1, "juliet@example.org/balcony", Direction.RECEIVED, "same"),
                archived(2, "juliet@example.org/balcony", Direction.RECEIVED, "same"),
                supersede(Direction.RECEIVED, "same", 10));
        assertThat(contents(1L)).noneMatch(content -> content.startsWith("tombstone"));
        assertThat(contents(2L)).allMatch(content -> content.startsWith("tombstone of "));
    }

    @Test
    void messageIsReplacedByItsNumber() {
        archive(2, "juliet@example.org");
        commit(replace(2), replace(7));
        assertThat(contents(1L)).noneMatch(content -> content.startsWith("tombstone"));
        assertThat(contents(2L)).allMatch(content -> content.startsWith("tombstone of "));
        commit(new Change.SetHold(ROMEO, true), replace(1));
        assertThat(contents(1L)).noneMatch(content -> content.startsWith("tombstone"));
    }

    private static Change replace(long seq) {
        return new Change.ReplaceMessage(
                ROMEO, seq, stanza -> bytes("tombstone of " + new String(stanza, StandardCharsets.UTF_8)));
    }

    private List<String> contents(Long... numbers) {
        return store.messages().find(ROMEO, List.of(numbers)).stream()
                .map(e -> new String(e.stanza(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Change supersede(Direction direction, String id, int depth) {
        return new Change.SupersedeMessage(
                ROMEO,
                JULIET,
                direction,
                id,
                depth,
                stanza -> bytes("tombstone of " + new String(stanza, StandardCharsets.UTF_8)));
    }

    @Test
    void pruningTakesTheOldestOfWhatIsSettled() {
        archive(6, "juliet@example.org");
        commit(new Change.MoveCursor(ROMEO, 4));
        commit(new Change.PruneMessages(ROMEO, 5, 3));
        assertThat(numbers(Query.ALL, false, 10)).containsExactly(4L, 5L, 6L);
        commit(new Change.PruneMessages(ROMEO, 5, 3));
        assertThat(numbers(Query.ALL, false, 10)).containsExactly(5L, 6L);
        assertThat(state(ROMEO).lastSeq()).isEqualTo(6);
    }

    @Test
    void numbersGoOnAfterEverythingWasPruned() {
        archive(2, "juliet@example.org");
        commit(new Change.MoveCursor(ROMEO, 2), new Change.PruneMessages(ROMEO, 2, 10));
        reopen();
        assertThat(state(ROMEO).lastSeq()).isEqualTo(2);
    }

    @Test
    void heldAccountLosesNothing() {
        archive(2, "juliet@example.org");
        commit(new Change.MoveCursor(ROMEO, 2), new Change.SetHold(ROMEO, true));
        commit(new Change.PruneMessages(ROMEO, 2, 10), supersede(Direction.RECEIVED, "id1", 10));
        assertRefused(StoreException.Conflict.class, new Change.RemoveAccount(ROMEO));
        assertThat(store.messages().find(ROMEO, List.of(1L)).getFirst().stanza())
                .isEqualTo(bytes("message 1"));
        assertThat(store.accounts().find(ROMEO).orElseThrow().held()).isTrue();
        commit(new Change.SetHold(ROMEO, false), new Change.PruneMessages(ROMEO, 2, 10));
        assertThat(numbers(Query.ALL, false, 10)).isEmpty();
    }

    @Test
    void ageIsTurnedIntoANumber() {
        archive(9, "juliet@example.org");
        assertThat(store.messages().lastBefore(ROMEO, at(4))).isEqualTo(3);
        assertThat(store.messages().lastBefore(ROMEO, at(1))).isZero();
        assertThat(store.messages().lastBefore(ROMEO, at(100))).isEqualTo(9);
        assertThat(store.messages().lastBefore(JULIET, at(100))).isZero();
    }

    @Test
    void countIsTurnedIntoANumberAndWhatIsNotArchivedDoesNotCount() {
        archive(3, "juliet@example.org");
        commit(Samples.received(ROMEO, 4, at(4), bytes("passing")));
        commit(archived(5, "juliet@example.org", Direction.SENT, null));
        assertThat(store.messages().lastBeyond(ROMEO, 2, 0)).isEqualTo(2);
        assertThat(store.messages().lastBeyond(ROMEO, 4, 0)).isZero();
        assertThat(store.messages().lastBeyond(ROMEO, 0, 0)).isEqualTo(5);
        assertThat(store.messages().lastBeyond(JULIET, 0, 0)).isZero();
    }

    @Test
    void nobodyCountsWhileTheNumbersStayWithinTheSlack() {
        archive(5, "juliet@example.org");
        assertThat(store.messages().lastBeyond(ROMEO, 4, 1)).isZero();
        assertThat(store.messages().lastBeyond(ROMEO, 3, 1)).isEqualTo(2);
    }

    @Test
    void prunableIsWhatPruningTakes() {
        archive(6, "juliet@example.org");
        assertThat(store.messages().prunable(ROMEO, 6, 10)).isZero();
        commit(new Change.MoveCursor(ROMEO, 4));
        assertThat(store.messages().prunable(ROMEO, 6, 10)).isEqualTo(4);
        assertThat(store.messages().prunable(ROMEO, 6, 3)).isEqualTo(3);
        assertThat(store.messages().prunable(ROMEO, 2, 10)).isEqualTo(2);
        commit(new Change.PruneMessages(ROMEO, 6, 3));
        assertThat(store.messages().prunable(ROMEO, 6, 10)).isEqualTo(1);
        commit(new Change.SetHold(ROMEO, true));
        assertThat(store.messages().prunable(ROMEO, 6, 10)).isZero();
    }

    /// The plainest way to search beside the real one.
    @Test
    void searchAgreesWithAFilteredListForManyRandomQueries() {
        Random random = random();
        List<String> peers = List.of("juliet@example.org", "juliet@example.org/balcony", "nurse@example.org/kitchen");
        for (long seq = 1; seq <= 120; seq++) {
            commit(archived(seq, peers.get(random.nextInt(3)), Direction.values()[random.nextInt(2)], null));
        }
        List<MessageLog.Entry> all =
                store.messages().search(ROMEO, Query.ALL, false, 1000).entries();
        for (int i = 0; i < 200; i++) {
            Query query = new Query(
                    random.nextBoolean() ? null : Jid.parse(peers.get(random.nextInt(3))),
                    random.nextBoolean() ? null : at(random.nextInt(130)),
                    random.nextBoolean() ? null : at(random.nextInt(130)),
                    random.nextInt(60),
                    60 + random.nextInt(70));
            int limit = 1 + random.nextInt(30);
            boolean latest = random.nextBoolean();
            List<Long> matching = matching(all, query);
            List<Long> expected = latest
                    ? matching.subList(Math.max(0, matching.size() - limit), matching.size())
                    : matching.subList(0, Math.min(limit, matching.size()));
            assertThat(numbers(query, latest, limit)).as(query.toString()).isEqualTo(expected);
        }
    }

    private static List<Long> matching(List<MessageLog.Entry> all, Query query) {
        Stream<MessageLog.Entry> found = all.stream().filter(e -> e.seq() > query.after() && e.seq() < query.before());
        Jid peer = query.peer();
        if (peer != null) {
            found = found.filter(
                    e -> peer.resource() == null ? e.peer().bare().equals(peer) : Objects.equals(e.peer(), peer));
        }
        if (query.from() != null) {
            found = found.filter(e -> !e.at().isBefore(query.from()));
        }
        if (query.to() != null) {
            found = found.filter(e -> !e.at().isAfter(query.to()));
        }
        return found.map(MessageLog.Entry::seq).toList();
    }
}
