// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.GuardRecords.Entry;
import im.wardroom.store.GuardRecords.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises of what the guard keeps.
public abstract class GuardRecordsContract extends StoreContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    protected GuardRecordsContract(Backend backend) {
        super(backend);
    }

    private void put(Kind kind, String id, Instant at, String content) {
        commit(new Change.PutGuardRecord(new Entry(kind, id, at, content.getBytes(StandardCharsets.UTF_8))));
    }

    private List<String> newest(Kind kind) {
        return store.guard().newest(kind, 10).stream().map(Entry::id).toList();
    }

    @Test
    void recordComesBackWhole() {
        put(Kind.FINDING, "a", NOON, "é");
        Entry found = store.guard().find(Kind.FINDING, "a").orElseThrow();
        assertThat(found.at()).isEqualTo(NOON);
        assertThat(found.content()).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        assertThat(store.guard().find(Kind.HELD, "a")).isEmpty();
    }

    @Test
    void laterRecordOfTheSameIdTakesThePlaceOfTheEarlier() {
        put(Kind.HELD, "a", NOON, "one");
        put(Kind.HELD, "a", NOON.plusSeconds(1), "two");
        assertThat(store.guard().newest(Kind.HELD, 10))
                .extracting(entry -> new String(entry.content(), StandardCharsets.UTF_8))
                .containsExactly("two");
    }

    @Test
    void recordsAreFoundByKindTheNewestFirst() {
        put(Kind.FINDING, "a", NOON, "");
        put(Kind.FINDING, "b", NOON.plusSeconds(1), "");
        put(Kind.QUARANTINE, "c", NOON.plusSeconds(2), "");
        assertThat(newest(Kind.FINDING)).containsExactly("b", "a");
        assertThat(store.guard().newest(Kind.FINDING, 1)).hasSize(1);
        assertThat(store.guard().since(Kind.FINDING, NOON, 10))
                .extracting(Entry::id)
                .containsExactly("b");
    }

    @Test
    void oldestRecordsOfAKindArePrunedBitByBit() {
        put(Kind.TRAFFIC, "a", NOON, "");
        put(Kind.TRAFFIC, "b", NOON.plusSeconds(1), "");
        put(Kind.TRAFFIC, "c", NOON.plusSeconds(2), "");
        put(Kind.FINDING, "d", NOON, "");
        commit(new Change.PruneGuardRecords(Kind.TRAFFIC, NOON.plusSeconds(2), 1));
        assertThat(newest(Kind.TRAFFIC)).containsExactly("c", "b");
        commit(new Change.PruneGuardRecords(Kind.TRAFFIC, NOON.plusSeconds(2), 10));
        assertThat(newest(Kind.TRAFFIC)).containsExactly("c");
        assertThat(newest(Kind.FINDING)).containsExactly("d");
    }

    @Test
    void removedRecordIsGone() {
        put(Kind.ARTEFACT, "a", NOON, "");
        commit(new Change.RemoveGuardRecord(Kind.ARTEFACT, "a"), new Change.RemoveGuardRecord(Kind.ARTEFACT, "b"));
        assertThat(newest(Kind.ARTEFACT)).isEmpty();
    }
}
