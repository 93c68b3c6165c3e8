// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Randomness of one run, from its seed alone.
final class Chance {

    private final RandomGenerator random;

    Chance(long seed) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    boolean is(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double uniform() {
        return random.nextDouble();
    }

    long between(long least, long most) {
        return random.nextLong(least, most);
    }

    /// @param median of what comes out
    /// @param spread standard deviation of its logarithm
    double logNormal(double median, double spread) {
        return median * Math.exp(spread * random.nextGaussian());
    }

    /// At least 1.
    int geometric(double mean) {
        double stop = 1 / mean;
        return 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(1 - Math.min(stop, 0.999_999)));
    }

    int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /// Small numbers more often than large ones (a power law with exponent 1).
    int favourite(int bound) {
        return (int) Math.min(bound - 1L, (long) (Math.pow(bound + 1.0, random.nextDouble()) - 1));
    }
}
