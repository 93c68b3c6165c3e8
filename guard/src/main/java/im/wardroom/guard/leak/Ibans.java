// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.Glance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers of bank accounts (ISO 13616): as long as those of the country are, and with the right check digits.
public record Ibans() implements Recogniser {

    private static final int FEWEST_DIGITS = 8;

    private static final Map<String, Integer> LENGTHS = Stream.of(
                    ("ad24 ae23 al28 at20 az28 ba20 be16 bg22 bh22 br29 by28 ch21 cr22 cy28 cz24 de22 dk18 do28 ee20 eg29"
                                    + " es24 fi18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 iq23 is26 it27 jo30"
                                    + " kw30 kz20 lb28 lc32 li21 lt20 lu20 lv21 ly25 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15"
                                    + " pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 sc31 sd18 se24 si19 sk24 sm27 st25 sv28 tl23 tn24"
                                    + " tr26 ua29 va22 vg24 xk20")
                            .split(" "))
            .collect(Collectors.toMap(entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

    @Override
    public boolean mayBeBland() {
        return false;
    }

    @Override
    public boolean mayBeIn(Glance words) {
        return words.hasAccount();
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        if (reading.digits() < FEWEST_DIGITS) {
            return found;
        }
        String text = reading.folded();
        int from = 0;
        while (from + 4 <= text.length()) {
            int end = begins(text, from) ? end(text, from) : 0;
            if (end > 0) {
                found.add(new Span(from, end));
            }
            from = end > 0 ? end : from + 1;
        }
        return found;
    }

    private static boolean begins(String text, int at) {
        return Words.isLetter(text.charAt(at))
                && Words.isLetter(text.charAt(at + 1))
                && Words.isDigit(text.charAt(at + 2))
                && Words.isDigit(text.charAt(at + 3));
    }

    /// Where the number that begins here ends, or 0 if none begins here.
    private static int end(String text, int start) {
        int length = LENGTHS.getOrDefault(text.substring(start, start + 2), 0);
        StringBuilder number = new StringBuilder();
        int at = start;
        while (number.length() < length && at < text.length()) {
            char c = text.charAt(at);
            boolean space = (c == ' ' || c == '-') && text.charAt(at - 1) != c;
            if (!space && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z')) {
                return 0;
            }
            if (!space) {
                number.append(c);
            }
            at++;
        }
        return length > 0 && number.length() == length && Words.isAlone(text, start, at) && isValid(number) ? at : 0;
    }

    private static boolean isValid(CharSequence number) {
        int rest = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest == 1;
    }
}
