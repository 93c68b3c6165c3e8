// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import im.wardroom.guard.Glance;
import java.util.ArrayList;
import java.util.List;

/// Numbers of payment cards: of an issuer, of the length and grouping that its cards have, and with the right check
/// digit (Luhn); but not numbers that the text itself calls something else.
public record Cards() implements Recogniser {

    private static final int FEWEST = 13;

    private static final Pattern CANDIDATE = Pattern.compile("[0-9](?:[ -]?[0-9]){12,18}");

    /// In groups as they are printed, or without any.
    private static final Pattern GROUPING = Pattern.compile(
            "[0-9]+|[0-9]{4}(?:[ -][0-9]{4}){2}[ -][0-9]{1,7}(?:[ -][0-9]{3})?|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}");

    private static final Pattern OTHERWISE = Pattern.compile(
            "(?:order|bestell|auftrag|invoice|rechnung|tracking|sendung|paket|parcel|ticket|imei|isbn|serial|serien|vorgang|artikel)[^0-9]{0,24}$");

    private static final int CONTEXT = 40;

    @Override
    public boolean mayBeBland() {
        return false;
    }

    @Override
    public boolean mayBeIn(Glance words) {
        return words.longestNumber() >= FEWEST;
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        if (reading.digits() < FEWEST) {
            return found;
        }
        String text = reading.plain();
        if (!hasRun(text)) {
            return found;
        }
        Matcher matcher = CANDIDATE.matcher(text);
        int from = 0;
        while (from < text.length() && matcher.find(from)) {
            if (isCard(reading, matcher.start(), matcher.end())) {
                found.add(new Span(matcher.start(), matcher.end()));
            }
            from = matcher.end();
        }
        return found;
    }

    /// Digits with one space or dash between them at most, as many as a card has at least.
    private static boolean hasRun(String text) {
        int run = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSeparator = c == ' ' || c == '-';
            if (c >= '0' && c <= '9') {
                run++;
                gap = false;
                if (run >= FEWEST) {
                    return true;
                }
            } else if (isSeparator && !gap) {
                gap = true;
            } else {
                run = 0;
                gap = false;
            }
        }
        return false;
    }

    private static boolean isCard(Reading reading, int start, int end) {
        String text = reading.plain();
        if (!Words.isAlone(text, start, end) || Words.isPartOfNumber(text, start, end)) {
            return false;
        }
        String digits = text.substring(start, end).replaceAll("[^0-9]", "");
        return GROUPING.matches(text.substring(start, end))
                && isOfAnIssuer(digits)
                && digits.chars().distinct().count() > 1
                && hasCheckDigit(digits)
                && !OTHERWISE
                        .matcher(reading.folded().substring(Math.max(0, start - CONTEXT), start))
                        .find();
    }

    private static boolean isOfAnIssuer(String digits) {
        int length = digits.length();
        int two = Integer.parseInt(digits.substring(0, 2));
        int three = Integer.parseInt(digits.substring(0, 3));
        int four = Integer.parseInt(digits.substring(0, 4));
        if (digits.charAt(0) == '4') {
            return length == 13 || length == 16 || length == 19;
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return length == 16;
        }
        if (two == 34 || two == 37) {
            return length == 15;
        }
        if (three >= 300 && three <= 305 || two == 36 || two == 38 || two == 39) {
            return length == 14;
        }
        boolean longer = four == 6011
                || three >= 644 && three <= 649
                || two == 65
                || two == 62
                || four >= 3528 && four <= 3589
                || four == 5018
                || four == 5020
                || four == 5038
                || four == 6304
                || four == 6759
                || four >= 6761 && four <= 6763;
        return longer && length >= 16;
    }

    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
