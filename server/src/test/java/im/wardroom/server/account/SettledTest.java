// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SettledTest {

    private final Settled settled = new Settled();

    @Test
    void rangesThatTouchOrOverlapAreOne() {
        settled.add(5, 7);
        settled.add(9, 9);
        settled.add(7, 8);
        assertThat(settled.size()).isEqualTo(5);
        assertThat(settled.passFrom(4)).isEqualTo(9);
        assertThat(settled.size()).isZero();
    }

    @Test
    void cursorStopsAtTheFirstGap() {
        settled.add(5, 1_005);
        settled.add(1_007);
        assertThat(settled.passFrom(3)).isEqualTo(3);
        assertThat(settled.passFrom(4)).isEqualTo(1_005);
        assertThat(settled.passFrom(1_005)).isEqualTo(1_005);
        assertThat(settled.passFrom(1_006)).isEqualTo(1_007);
    }

    @Test
    void behavesLikeASetOfNumbers() {
        long seed = System.nanoTime();
        System.out.println("wardroom.seed=" + seed);
        Random random = new Random(seed);
        TreeSet<Long> model = new TreeSet<>();
        long cursor = 0;
        for (int i = 0; i < 20_000; i++) {
            long first = cursor + 1 + random.nextInt(200);
            long last = first + random.nextInt(20) - 5;
            LongStream.rangeClosed(first, last).forEach(model::add);
            settled.add(first, last);
            long passed = settled.passFrom(cursor);
            while (model.remove(cursor + 1)) {
                cursor++;
            }
            assertThat(passed).isEqualTo(cursor);
            long probe = cursor + 1 + random.nextInt(250);
            assertThat(settled.contains(probe)).isEqualTo(model.contains(probe));
            assertThat(settled.size()).isEqualTo(model.size());
        }
    }
}
