// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What somebody meant who wrote a word that does not exist.
final class Nearest {

    private static final int LONGEST = 64;

    private Nearest() {}

    /// The word that is closest, if any is close: part of it, or no more than a third of it differs.
    static Optional<String> to(String typed, List<String> words) {
        if (typed.isEmpty() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        return words.stream()
                .filter(word -> distance(typed, word) * 3 <= Math.max(typed.length(), word.length()))
                .min(Comparator.comparingInt(word -> distance(typed, word)))
                .or(() -> words.stream()
                        .filter(word -> Arrays.asList(word.split("-")).contains(typed) || typed.contains(word))
                        .findFirst());
    }

    /// How many letters must be put in, taken out or changed.
    private static int distance(String one, String other) {
        int[] costs = new int[other.length() + 1];
        Arrays.setAll(costs, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = costs[0];
            costs[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = costs[j];
                costs[j] = Math.min(changed, 1 + Math.min(costs[j], costs[j - 1]));
            }
        }
        return costs[other.length()];
    }
}
