// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Finds texts in octets, whatever their case, in ASCII and in UTF-16 of either order.
final class Words {

    private final List<Indicator> texts;
    private final byte[][] patterns;
    /// For each first letter the patterns that begin with it.
    private final List<List<Integer>> byFirst = new ArrayList<>();

    Words(List<Indicator> texts) {
        this.texts = texts;
        patterns = texts.stream()
                .map(text -> text.value().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        for (int i = 0; i < 128; i++) {
            byFirst.add(new ArrayList<>(0));
        }
        for (int i = 0; i < patterns.length; i++) {
            byFirst.get(patterns[i][0]).add(i);
        }
    }

    void find(byte[] octets, int length, Consumer<Indicator> to) {
        byte[] plain = new byte[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            // The other half of a letter in UTF-16.
            if (octet != 0) {
                plain[count++] = octet >= 'A' && octet <= 'Z' ? (byte) (octet + 32) : octet;
            }
        }
        boolean[] found = new boolean[patterns.length];
        for (int at = 0; at < count; at++) {
            if (plain[at] > 0) {
                for (int pattern : byFirst.get(plain[at])) {
                    if (!found[pattern] && isAt(plain, count, at, patterns[pattern])) {
                        found[pattern] = true;
                        to.accept(texts.get(pattern));
                    }
                }
            }
        }
    }

    private static boolean isAt(byte[] octets, int count, int at, byte[] pattern) {
        if (pattern.length > count - at) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (octets[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
