// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.octet.Excerpt;
import java.util.ArrayList;
import java.util.List;

/// The first lines of what one side has said, each in its words: of protocols that are text.
final class Lines {

    private static final int MOST_LINES = 16;
    private static final int LONGEST = 600;
    private static final int MOST_WORDS = 8;

    private final List<String[]> lines = new ArrayList<>(4);
    private final boolean isText;

    Lines(Excerpt said) {
        boolean text = true;
        int start = 0;
        while (start < said.length() && lines.size() < MOST_LINES) {
            int end = said.indexOf('\n', start);
            if (end < 0) {
                // The line that is still being written: text it has to be, too.
                text &= isText(said, start, Math.min(said.length(), start + LONGEST));
                break;
            }
            text &= isText(said, start, Math.min(end, start + LONGEST));
            String line = said.text(start, Math.min(end, start + LONGEST)).strip();
            if (!line.isEmpty()) {
                lines.add(words(line));
            }
            start = end + 1;
        }
        isText = text;
    }

    /// The first word, once it is known to be whole; nothing while it may still grow.
    static String firstWord(Excerpt said) {
        int start = 0;
        while (start < said.length() && start < LONGEST && said.u8(start) <= ' ') {
            start++;
        }
        for (int end = start; end < said.length(); end++) {
            if (said.u8(end) <= ' ' || end - start >= LONGEST) {
                return said.text(start, end);
            }
        }
        return "";
    }

    /// Apart by blanks; the last one has all that is left.
    private static String[] words(String line) {
        List<String> words = new ArrayList<>(MOST_WORDS);
        int start = 0;
        while (words.size() < MOST_WORDS - 1) {
            int end = line.indexOf(' ', start);
            if (end < 0) {
                break;
            }
            words.add(line.substring(start, end));
            start = end;
            while (line.charAt(start) == ' ') {
                start++;
            }
        }
        words.add(line.substring(start));
        return words.toArray(new String[0]);
    }

    private static boolean isText(Excerpt said, int from, int to) {
        for (int i = from; i < to; i++) {
            int octet = said.u8(i);
            // Mail and chat of old have colours and marks below the blank; a zero they never have.
            if (octet == 0 || octet == 127 || octet > 13 && octet < 27) {
                return false;
            }
        }
        return true;
    }

    /// No octet speaks against text.
    boolean isText() {
        return isText;
    }

    /// Lines that are complete, without those that are empty.
    List<String[]> all() {
        return lines;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// One letter or digit more or less is no number.
    static boolean isNumber(String word) {
        if (word.isEmpty() || word.length() > 18) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
