// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// Finds what clients would make links of in a text: with a scheme, with `www.` in front, or a name with a path or
/// a well-known ending. One pass; what is written so that nobody can click it (`hxxp`, `evil[.]example`) is no
/// link.
final class LinkScan {

    private static final int LONGEST = 4096;
    private static final String ENDS = "<>\"`{}|^";
    private static final String BEFORE = "([*_~'«“„‘‚>:,;";
    private static final String BEHIND = ".,;:!?)]*_~'»”’…";

    /// Endings that clients make links of without a scheme, and that are no endings of files.
    private static final Set<String> ENDINGS = Set.of(
            "com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "io", "app", "dev", "xyz", "top", "club",
            "online", "site", "shop", "store", "live", "icu", "click", "link", "vip", "win", "work", "example", "eu",
            "de", "at", "ch", "fr", "uk", "nl", "be", "it", "es", "pt", "dk", "se", "no", "fi", "cz", "ru", "ua", "cn",
            "jp", "kr", "in", "br", "mx", "us", "ca", "au", "nz", "za", "to", "cc", "tk", "ml", "ga", "cf", "gq", "su",
            "me", "gg", "ly", "gd", "co");

    private LinkScan() {}

    static void scan(String text, Consumer<String> found) {
        if (text.indexOf('.') < 0 && text.indexOf(':') < 0 && text.indexOf("\\\\") < 0 && isAscii(text)) {
            return;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isEnd(text.charAt(i))) {
                if (i - start > 3) {
                    token(text, start, Math.min(i, start + LONGEST), found);
                }
                start = i + 1;
            }
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEnd(char c) {
        return c <= ' ' || ENDS.indexOf(c) >= 0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static void token(String text, int start, int end, Consumer<String> found) {
        int from = start;
        while (from < end && BEFORE.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        String word = visible(text.substring(from, end));
        int scheme = scheme(word);
        if (scheme >= 0) {
            found.accept(trimmed(word.substring(scheme)));
        } else if (word.startsWith("\\\\")) {
            found.accept(word);
        } else if (isName(word)) {
            found.accept("http://" + trimmed(word));
        }
    }

    /// Where a scheme begins in the word, or a negative number.
    private static int scheme(String word) {
        for (int colon = word.indexOf(':'); colon > 0; colon = word.indexOf(':', colon + 1)) {
            int start = colon;
            while (start > 0 && isOfAScheme(word.charAt(start - 1))) {
                start--;
            }
            String name = word.substring(start, colon).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && isFollowed(name, word, colon + 1)) {
                return start;
            }
            if (colon - start > 32) {
                return -1;
            }
        }
        return -1;
    }

    /// Most schemes are followed by slashes; "data: 20" is no link, "data:text/html,…" is.
    private static boolean isFollowed(String name, String word, int behind) {
        if (word.startsWith("//", behind) || word.startsWith("\\\\", behind)) {
            return true;
        }
        return switch (name) {
            case "javascript", "vbscript" -> behind < word.length();
            case "data" -> word.indexOf('/', behind) > behind && word.indexOf(',', behind) > behind;
            case "file" -> word.startsWith("/", behind);
            case "magnet" -> word.startsWith("?", behind);
            default -> (name.startsWith("ms-") || name.equals("search-ms")) && behind < word.length();
        };
    }

    private static boolean isOfAScheme(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-';
    }

    /// Without a scheme: a name that begins with www, or has a path behind it, or a well-known ending.
    private static boolean isName(String word) {
        String plain = word.replace('\u3002', '.').replace('\uff0e', '.').replace('\uff61', '.');
        int end = 0;
        while (end < plain.length() && "/?#:".indexOf(plain.charAt(end)) < 0) {
            end++;
        }
        String host = trimmed(plain.substring(0, end)).toLowerCase(Locale.ROOT);
        int dot = host.lastIndexOf('.');
        if (dot <= 0 || host.indexOf('@') >= 0 || host.contains("..")) {
            return false;
        }
        String ending = host.substring(dot + 1);
        boolean isEnding =
                ending.length() >= 2 && ending.chars().allMatch(Character::isLetter) || ending.startsWith("xn--");
        return isEnding
                && (host.startsWith("www.")
                        || end < plain.length() && plain.charAt(end) == '/'
                        || ENDINGS.contains(ending));
    }

    private static String trimmed(String word) {
        int end = word.length();
        while (end > 0 && BEHIND.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    /// Without signs that nobody sees and that browsers leave out.
    private static String visible(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (isUnseen(word.charAt(i))) {
                StringBuilder kept = new StringBuilder();
                word.chars().filter(c -> !isUnseen((char) c)).forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return word;
    }

    private static boolean isUnseen(char c) {
        return c == '\u00AD'
                || c >= '\u200B' && c <= '\u200F'
                || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2060' && c <= '\u2064'
                || c == '\uFEFF';
    }
}
