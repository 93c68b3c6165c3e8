// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.octet.Excerpt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamTest {

    private final Budget budget = new Budget(1 << 20);
    private final Stream stream = new Stream(budget);
    private final Excerpt all = new Excerpt();
    private final Excerpt fresh = new Excerpt();

    /// What is known then, or nothing if nothing is new.
    private String offer(int sequence, String text) {
        boolean isNew = stream.offer(sequence, Excerpt.of(text.getBytes(US_ASCII)), all, fresh);
        if (!isNew) {
            return "";
        }
        stream.keep(all);
        return all.text(0, all.length());
    }

    @Test
    void segmentsInOrderAreJoined() {
        stream.startAt(100);

        assertThat(offer(100, "abc")).isEqualTo("abc");
        assertThat(offer(103, "def")).isEqualTo("abcdef");
        assertThat(fresh.text(0, fresh.length())).isEqualTo("def");
    }

    @Test
    void whatIsRepeatedCountsAsItCameFirst() {
        stream.startAt(100);
        offer(100, "abc");

        assertThat(offer(100, "XYZ")).isEmpty();
        assertThat(offer(101, "XYd")).isEqualTo("abcd");
    }

    @Test
    void whatComesTooEarlyIsWaitedFor() {
        stream.startAt(100);

        assertThat(offer(106, "ghi")).isEmpty();
        assertThat(offer(103, "def")).isEmpty();
        assertThat(offer(100, "abc")).isEqualTo("abcdefghi");
    }

    @Test
    void aHoleIsPassedOverWhenManyPiecesHaveCome() {
        stream.startAt(100);
        String known = "";
        for (int i = 0; i < 8; i++) {
            known = offer(200 + i, "x");
        }

        assertThat(known).isEqualTo("xxxxxxxx");
    }

    @Test
    void whatIsFarAheadBeginsTheStreamAnew() {
        stream.startAt(100);

        assertThat(offer(100_000_000, "abc")).isEqualTo("abc");
        assertThat(offer(100_000_003, "def")).isEqualTo("abcdef");
    }

    @Test
    void theNumbersMayWrapAround() {
        stream.startAt(-2);

        assertThat(offer(-2, "abc")).isEqualTo("abc");
        assertThat(offer(1, "def")).isEqualTo("abcdef");
    }

    @Test
    void halfOfAllNumbersAwayIsNeitherBeforeNorAfter() {
        stream.startAt(100);

        assertThat(offer(100 + Integer.MIN_VALUE, "abc")).isEmpty();
        assertThat(offer(100, "abc")).isEqualTo("abc");
        assertThat(offer(103 + Integer.MIN_VALUE, "abc")).isEmpty();
    }

    @Test
    void noMoreIsKeptThanADecisionNeeds() {
        for (int i = 0; i < 1000; i++) {
            offer(i * 100, "x".repeat(100));
        }

        assertThat(stream.isFull()).isTrue();
        assertThat(budget.used()).isEqualTo(Stream.LONGEST);
        stream.release();
        assertThat(budget.used()).isZero();
    }

    @Test
    void withoutMemoryNothingIsKept() {
        Stream poor = new Stream(new Budget(100));
        poor.offer(0, Excerpt.of(new byte[200]), all, fresh);
        poor.keep(all);

        assertThat(poor.isFull()).isTrue();
    }

    @Test
    void aFollowedStreamShowsEachOctetOnce() {
        stream.startAt(0);
        Excerpt text = Excerpt.of("abcdef".getBytes(US_ASCII));

        assertThat(stream.follow(0, text, fresh)).isTrue();
        assertThat(stream.follow(0, text, fresh)).isFalse();
        assertThat(stream.follow(3, text, fresh)).isTrue();
        assertThat(fresh.text(0, fresh.length())).isEqualTo("def");
    }

    @Test
    void anyOrderOfSegmentsGivesTheText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Stream each = new Stream(budget);
            each.startAt(1000);
            byte[] text = new byte[200 + random.nextInt(800)];
            random.nextBytes(text);
            List<int[]> cuts = new ArrayList<>();
            for (int at = 0; at < text.length; ) {
                int size = Math.min(text.length - at, 1 + random.nextInt(300));
                cuts.add(new int[] {at, at + size});
                at += size;
            }
            // Neighbours change places, and some come twice, as happens on a network.
            for (int i = 0; i + 1 < cuts.size(); i += 2) {
                if (random.nextBoolean()) {
                    Collections.swap(cuts, i, i + 1);
                }
            }
            cuts.add(random.nextInt(cuts.size()), cuts.get(random.nextInt(cuts.size())));
            for (int[] cut : cuts) {
                Excerpt piece = new Excerpt();
                piece.show(text, cut[0], cut[1]);
                if (each.offer(1000 + cut[0], piece, all, fresh)) {
                    each.keep(all);
                }
            }
            each.show(all);

            assertThat(all.text(0, all.length()))
                    .as("seed %d", seed)
                    .isEqualTo(Excerpt.of(text).text(0, text.length));
            each.release();
        }
        assertThat(budget.used()).isZero();
    }
}
