// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import im.wardroom.guard.Glance;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Places on earth, in whatever way people write them: degrees with decimals, minutes and seconds; MGRS and UTM; `geo:`
/// addresses and links to maps; XEP-0080. As precise as a position is: two numbers with few digits are prices, versions
/// or times.
public final class Positions implements Recogniser {

    private static final String GEOLOC = "http://jabber.org/protocol/geoloc";
    static final int FEWEST_DIGITS = 6;

    /// Degrees and minutes together.
    private static final int MOST_OF_AN_ANGLE = 5;

    private static final String GAP = "[\\s,;/]{0,4}";
    private static final String MINUTES = "([0-5]?[0-9](?:[.,][0-9]{1,6})?)";
    private static final String MINUTE = "['\u2032\u2019\u00b4`]";
    private static final String SECONDS =
            "(?:\\s?[0-5]?[0-9](?:[.,][0-9]{1,6})?\\s?(?:\"|\u2033|\u201d|''|\u2032\u2032))?";
    private static final String DEGREE = "[\u00b0\u00ba]";

    private record Form(Pattern pattern, Check check) {}

    /// Whether what a pattern has matched is a position.
    @FunctionalInterface
    private interface Check {
        boolean holds(Matcher matcher, String text);

        static Check of(Predicate<Matcher> check) {
            return (matcher, text) -> check.test(matcher);
        }
    }

    private static final List<Form> FORMS = List.of(
            // 54.3213, 10.1349 and 54,3213; 10,1349: precise to some metres, and no list of numbers.
            new Form(
                    Pattern.compile("([-+]?[0-9]{1,2}\\.[0-9]{4,})" + DEGREE
                            + "?\\s?[,;/ ]\\s?([-+]?[0-9]{1,3}\\.[0-9]{4,})" + DEGREE + "?"),
                    Positions::isPair),
            new Form(
                    Pattern.compile("([-+]?[0-9]{1,2},[0-9]{4,})" + DEGREE + "?\\s?[;/ ]\\s?([-+]?[0-9]{1,3},[0-9]{4,})"
                            + DEGREE + "?"),
                    Positions::isPair),
            // lat: 54.32 lon: 10.13: they say what they are.
            new Form(
                    Pattern.compile(
                            "(?i)\\b(?:lat(?:itude)?|breite)\\.?\\s?[:=]?\\s?([-+]?[0-9]{1,2}[.,][0-9]{2,})" + DEGREE
                                    + "?[\\s,;/]{0,4}(?:lon(?:gitude)?|lng|l\u00e4nge)\\.?\\s?[:=]?\\s?([-+]?[0-9]{1,3}[.,][0-9]{2,})"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(2))),
            // 54.32° N 10.13° E and N 54.32 E 10.13
            new Form(
                    Pattern.compile("\\b([0-9]{1,2}[.,][0-9]{2,})\\s?" + DEGREE + "?\\s?[NSns]\\b" + GAP
                            + "([0-9]{1,3}[.,][0-9]{2,})\\s?" + DEGREE + "?\\s?[EWOewo]\\b"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(2))),
            new Form(
                    Pattern.compile("\\b[NS]\\s?([0-9]{1,2}[.,][0-9]{2,})" + DEGREE + "?" + GAP
                            + "[EWO]\\s?([0-9]{1,3}[.,][0-9]{2,})"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(2))),
            // 54° 19' 17" N, 10° 8' 5.6" E and N 54° 19.28' E 010° 08.09'
            new Form(
                    Pattern.compile("([0-9]{1,2})\\s?" + DEGREE + "\\s?" + MINUTES + "\\s?" + MINUTE + SECONDS
                            + "\\s?[NSns]\\b" + GAP + "([0-9]{1,3})\\s?" + DEGREE + "\\s?" + MINUTES + "\\s?" + MINUTE
                            + SECONDS + "\\s?[EWOewo]\\b"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(3))),
            new Form(
                    Pattern.compile("\\b[NS]\\s?([0-9]{1,2})\\s?" + DEGREE + "\\s?" + MINUTES + "\\s?" + MINUTE + "?"
                            + SECONDS + GAP + "[EWO]\\s?([0-9]{1,3})\\s?" + DEGREE + "\\s?" + MINUTES),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(3))),
            // 54-19.28N 010-08.09E and 5419.28N 01008.09E, as ships write it
            new Form(
                    Pattern.compile("\\b([0-9]{2})[- ]?" + MINUTES + MINUTE + "?\\s?[NS]" + GAP + "([0-9]{3})[- ]?"
                            + MINUTES + MINUTE + "?\\s?[EW]\\b"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(3))),
            // 32U NF 73822 19561
            new Form(
                    Pattern.compile(
                            "\\b([0-9]{1,2})([C-HJ-NP-X])\\s?([A-HJ-NP-Z])([A-HJ-NP-V])\\s?([0-9]{2,5}\\s[0-9]{2,5}|[0-9]{6,10})\\b"),
                    Check.of(Positions::isMilitaryGrid)),
            // 32U 573822 6019561
            new Form(
                    Pattern.compile(
                            "\\b([0-9]{1,2})\\s?([C-HJ-NP-X])\\s{1,3}([0-9]{6})(?:\\.[0-9]{1,3})?\\s?m?\\s?E?[\\s,/]{1,3}([0-9]{6,7})(?:\\.[0-9]{1,3})?\\b"),
                    Check.of(Positions::isTransverseMercator)),
            // RFC 5870 §3.3
            new Form(
                    Pattern.compile("(?i)\\bgeo:(-?[0-9]{1,2}(?:\\.[0-9]+)?),(-?[0-9]{1,3}(?:\\.[0-9]+)?)"),
                    (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(2))));

    /// A link to a map, which may be long before its numbers come.
    private static final Form LINK = new Form(
            Pattern.compile(
                    "https?://[^\\s<>\"]*?(-?[0-9]{1,2}\\.[0-9]{4,})(?:,|/|%2[cC]|&(?:amp;)?(?:mlon|lon|lng)=)\\+?(-?[0-9]{1,3}\\.[0-9]{4,})[^\\s<>\"]*"),
            (matcher, _) -> isOnEarth(matcher.group(1), matcher.group(2)));

    /// How far around digits a position may reach.
    private static final int AROUND = 64;

    private static final Pattern ANOTHER_BEFORE = Pattern.compile("[0-9][.,][0-9]+" + DEGREE + "?\\s?[,;/ ]\\s?$");
    private static final Pattern ANOTHER_AFTER = Pattern.compile("^\\s?[,;/ ]\\s?[-+]?[0-9]+[.,][0-9]");
    private static final int CONTEXT = 24;

    @Override
    public boolean mayBeBland() {
        return false;
    }

    @Override
    public boolean mayBeIn(Glance words) {
        return words.mostDigits() >= FEWEST_DIGITS && hasSigns(words);
    }

    @Override
    public List<Span> find(Reading reading) {
        List<Span> found = new ArrayList<>();
        if (reading.digits() < FEWEST_DIGITS) {
            return found;
        }
        String text = reading.plain();
        if (text.contains("://")) {
            look(LINK, text, 0, found);
        }
        int from = digit(text, 0);
        while (from < text.length()) {
            int last = from;
            for (int next = digit(text, last + 1); next < text.length() && next - last <= AROUND; ) {
                last = next;
                next = digit(text, last + 1);
            }
            int start = Math.max(0, from - AROUND);
            String part = text.substring(start, Math.min(text.length(), last + AROUND));
            if (digits(text, from, last) >= FEWEST_DIGITS && hasSigns(part)) {
                FORMS.forEach(form -> look(form, part, start, found));
            }
            from = digit(text, last + 1);
        }
        found.sort(Comparator.comparingInt(Span::start));
        return found;
    }

    private static boolean hasSigns(Glance words) {
        for (String text : words.texts()) {
            int end = Math.min(text.length(), words.lastDigit() + 1);
            if (!words.isAscii() || hasSigns(text, words.firstDigit(), end)) {
                return true;
            }
        }
        return false;
    }

    /// A position has a point or a comma between its digits, a sign for degrees or minutes, or a letter for where it
    /// is: of a hemisphere, alone behind or before a few digits, or of a zone behind one or two.
    static boolean hasSigns(String part) {
        return hasSigns(part, 0, part.length());
    }

    private static boolean hasSigns(String part, int from, int to) {
        int at = from;
        while (at < to) {
            char c = part.charAt(at);
            if (c >= 0x80) {
                return true;
            }
            int first = at++;
            if (Words.isDigit(c)) {
                while (at < part.length() && Words.isDigit(part.charAt(at))) {
                    at++;
                }
                if (isBesideSign(part, first - 1, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Before or behind some digits, or before or behind a space there.
    private static boolean isBesideSign(String part, int before, int behind) {
        return behind < part.length() && isSign(part, part.charAt(behind) == ' ' ? behind + 1 : behind)
                || before >= 0 && isSign(part, part.charAt(before) == ' ' ? before - 1 : before);
    }

    private static boolean isSign(String part, int at) {
        if (at < 0 || at >= part.length()) {
            return false;
        }
        char c = part.charAt(at);
        if (c <= ' ' || Words.isDigit(c)) {
            return false;
        }
        if (c >= 0x80) {
            return true;
        }
        boolean beforeDigit = at + 1 < part.length() && Words.isDigit(part.charAt(at + 1));
        boolean afterDigit = at > 0 && Words.isDigit(part.charAt(at - 1));
        if (c == '.' || c == ',') {
            return afterDigit && beforeDigit;
        }
        if (c == '\'' || c == '`') {
            return afterDigit;
        }
        if (!Words.isLetter(c)) {
            return false;
        }
        int run = digitsBefore(part, at);
        if ("NSEOWnseow".indexOf(c) >= 0) {
            boolean isLast = at + 1 == part.length() || !Character.isLetter(part.charAt(at + 1));
            boolean isFirst = at == 0 || !Character.isLetter(part.charAt(at - 1));
            boolean nearDigit = beforeDigit
                    || at + 2 < part.length() && part.charAt(at + 1) == ' ' && Words.isDigit(part.charAt(at + 2));
            if (run > 0 && run <= MOST_OF_AN_ANGLE && isLast || isFirst && nearDigit) {
                return true;
            }
        }
        return c <= 'Z' && run > 0 && run <= 2;
    }

    /// How many digits there are right before it, or before a space before it.
    private static int digitsBefore(String part, int at) {
        int end = at > 0 && part.charAt(at - 1) == ' ' ? at - 1 : at;
        int start = end;
        while (start > 0 && Words.isDigit(part.charAt(start - 1))) {
            start--;
        }
        return end - start;
    }

    private static int digits(String text, int from, int last) {
        int count = 0;
        for (int at = from; at <= last; at++) {
            count += text.charAt(at) >= '0' && text.charAt(at) <= '9' ? 1 : 0;
        }
        return count;
    }

    /// Where the next digit is, or the end.
    private static int digit(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) < '0' || text.charAt(at) > '9')) {
            at++;
        }
        return at;
    }

    /// @param offset of the text within the reading
    private static void look(Form form, String text, int offset, List<Span> found) {
        Matcher matcher = form.pattern().matcher(text);
        while (matcher.find()) {
            Span span = new Span(offset + matcher.start(), offset + matcher.end());
            if (form.check().holds(matcher, text)
                    && found.stream().noneMatch(other -> other.start() < span.end() && span.start() < other.end())) {
                found.add(span);
            }
        }
    }

    private static boolean isPair(Matcher matcher, String text) {
        int start = matcher.start();
        int end = matcher.end();
        return isOnEarth(matcher.group(1), matcher.group(2))
                && isFarFromZero(matcher)
                && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)) && text.charAt(start - 1) != '.')
                && (end == text.length() || !Character.isDigit(text.charAt(end)))
                && !ANOTHER_BEFORE
                        .matcher(text.substring(Math.max(0, start - CONTEXT), start))
                        .find()
                && !ANOTHER_AFTER
                        .matcher(text.substring(end, Math.min(text.length(), end + CONTEXT)))
                        .find();
    }

    /// Shares and probabilities are below one.
    private static boolean isFarFromZero(Matcher matcher) {
        return Math.abs(number(matcher.group(1))) >= 1 || Math.abs(number(matcher.group(2))) >= 1;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    private static boolean isOnEarth(String latitude, String longitude) {
        return Math.abs(number(latitude)) <= 90 && Math.abs(number(longitude)) <= 180;
    }

    /// The letters of a square's column go round with three zones.
    private static boolean isMilitaryGrid(Matcher matcher) {
        int zone = Integer.parseInt(matcher.group(1));
        char column = matcher.group(3).charAt(0);
        String columns = switch (zone % 3) {
            case 1 -> "ABCDEFGH";
            case 2 -> "JKLMNPQR";
            default -> "STUVWXYZ";
        };
        String[] halves = matcher.group(5).split("\\s", -1);
        boolean even = halves.length == 2
                ? halves[0].length() == halves[1].length()
                : matcher.group(5).length() % 2 == 0;
        return zone >= 1 && zone <= 60 && columns.indexOf(column) >= 0 && even;
    }

    private static boolean isTransverseMercator(Matcher matcher) {
        int zone = Integer.parseInt(matcher.group(1));
        int easting = Integer.parseInt(matcher.group(3));
        int northing = Integer.parseInt(matcher.group(4));
        return zone >= 1 && zone <= 60 && easting >= 160_000 && easting <= 840_000 && northing <= 10_000_000;
    }

    /// XEP-0080 §3.
    @Override
    public boolean isOne(Element element) {
        return element.namespace().equals(GEOLOC)
                && element.name().equals("geoloc")
                && element.has(GEOLOC, "lat")
                && element.has(GEOLOC, "lon");
    }
}
