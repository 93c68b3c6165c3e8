// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import im.wardroom.guard.Glance;

/// Whether a text is bytes that were made into letters, and nothing that a person would write or paste as it is. Pure
/// functions.
final class Encoding {

    private static final int LEAST = Glance.SMALL_TALK;

    private Encoding() {}

    static boolean isEncoded(String body) {
        if (body.length() < LEAST) {
            return false;
        }
        String text = body.strip();
        // With spaces, it is words.
        if (text.length() < LEAST
                || text.indexOf(' ') >= 0
                || text.contains("://")
                || text.startsWith("-----BEGIN ")
                || text.startsWith("?OTR")) {
            return false;
        }
        String joined = joined(text);
        if (joined.length() < LEAST) {
            return false;
        }
        boolean hex = joined.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        boolean base64 =
                joined.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "+/=-_".indexOf(c) >= 0));
        return hex ? entropy(joined) > 3.2 : base64 && entropy(joined) > 4.7 && isMixed(joined);
    }

    /// Lines of one length belong together; anything else with spaces in it is words.
    private static String joined(String text) {
        if (text.chars().noneMatch(Character::isWhitespace)) {
            return text;
        }
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean fits = i + 1 < lines.length
                    ? lines[i].length() == lines[0].length()
                    : lines[i].length() <= lines[0].length();
            if (!fits || lines[i].chars().anyMatch(Character::isWhitespace)) {
                return "";
            }
        }
        return String.join("", lines);
    }

    /// Letters of both kinds and digits.
    private static boolean isMixed(String text) {
        return text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase)
                && text.chars().anyMatch(Character::isDigit);
    }

    /// In bits for each letter.
    private static double entropy(String text) {
        int[] counts = new int[128];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0x7F]++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }
}
