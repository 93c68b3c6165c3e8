// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.Random;

/// What the server takes for unguessable, from a seed.
final class SeededRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private static final class Source extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;
        private final Random random;

        Source(long seed) {
            random = new Random(seed);
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // It has one already.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] seed = new byte[count];
            random.nextBytes(seed);
            return seed;
        }
    }

    SeededRandom(long seed) {
        super(new Source(seed), null);
    }
}
