// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

    private static final long SEED = 20261123;

    private final Histogram histogram = new Histogram();

    @Test
    void quantilesAreWithinTwoPerCentAndNeverFlatter() {
        long[] values = new Random(SEED).longs(100_000, 1, 60_000_000_000L).toArray();
        Arrays.stream(values).forEach(histogram::add);
        Arrays.sort(values);
        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(histogram.quantile(share))
                    .as("seed %d, share %s", SEED, share)
                    .isBetween(exact, (long) (exact * 1.02));
        }
    }

    @Test
    void smallValuesAndTheWorstAreExact() {
        histogram.add(3);
        histogram.add(63);
        histogram.add(1_234_567_891);
        assertThat(histogram.quantile(0.3)).isEqualTo(3);
        assertThat(histogram.quantile(0.6)).isEqualTo(63);
        assertThat(histogram.quantile(1)).isEqualTo(1_234_567_891);
        assertThat(histogram.worst()).isEqualTo(1_234_567_891);
    }

    @Test
    void oneInAThousandShowsInTheLastQuantileOnly() {
        for (int i = 0; i < 999; i++) {
            histogram.add(1_000_000);
        }
        histogram.add(500_000_000);
        assertThat(histogram.millis(0.99)).isBetween(1.0, 1.02);
        assertThat(histogram.millis(0.9995)).isEqualTo(500);
    }

    @Test
    void nothingCountedIsNoTime() {
        histogram.add(7);
        histogram.clear();
        assertThat(histogram.count()).isZero();
        assertThat(histogram.quantile(0.5)).isZero();
    }

    @Test
    void twoTogetherAreAsOne() {
        Histogram other = new Histogram();
        histogram.add(7);
        other.add(1_234_567_891);
        histogram.addAll(other);
        assertThat(histogram.count()).isEqualTo(2);
        assertThat(histogram.quantile(0.5)).isEqualTo(7);
        assertThat(histogram.worst()).isEqualTo(1_234_567_891);
    }
}
