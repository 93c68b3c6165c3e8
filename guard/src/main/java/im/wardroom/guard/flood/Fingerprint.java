// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

/// A number of 64 bits that stands for a text, so that what is remembered of many is small. Nobody outside knows the
/// salt, so nobody finds two texts with the same one.
final class Fingerprint {

    private static final long PRIME_ONE = 0x9E3779B97F4A7C15L;
    private static final long PRIME_TWO = 0xC2B2AE3D27D4EB4FL;

    private Fingerprint() {}

    static long of(String text, long salt) {
        long hash = salt ^ text.length() * PRIME_ONE;
        for (int i = 0; i < text.length(); i++) {
            hash = Long.rotateLeft((hash ^ text.charAt(i)) * PRIME_ONE, 29) + PRIME_TWO;
        }
        hash = (hash ^ hash >>> 33) * PRIME_TWO;
        return hash ^ hash >>> 29;
    }
}
