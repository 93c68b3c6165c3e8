// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one walk over a stanza tells of what could be in it at all. Most are nothing but words, and with those nearly
/// every detector is done: only what a glance cannot rule out is read. Immutable.
public final class Glance {

    /// What clients tell each other beside the words: typing, receipts, markers and ids (XEP-0085, XEP-0184, XEP-0333,
    /// XEP-0334, XEP-0359).
    private static final Set<String> MARKS = Set.of(
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "urn:xmpp:hints",
            "urn:xmpp:sid:0");

    private static final Set<String> WORDS = Set.of("body", "subject", "thread", "status", "show", "priority");
    private static final Set<String> OF_A_MARK = Set.of("id", "by");

    /// Longer ones are no ids.
    private static final int LONGEST_ID = 64;

    /// Less than can be bytes made into letters.
    public static final int SMALL_TALK = 120;

    private static final byte DIGIT = 1;
    private static final byte DASH = 2;
    private static final byte DOT = 3;
    private static final byte AT = 4;
    private static final byte SIGN = 5;
    private static final byte OTHER_SCRIPT = 6;
    private static final byte LOOKS_LIKE_A_SIGN = 7;

    private static final int ASCII = 0x80;

    /// From here on there are signs that may stand for a dot or a slash.
    private static final int LIKENESSES = 0x2000;

    private static final byte FOREIGN = -1;
    private static final byte LIKENESS = -2;

    /// What each byte may mean; 0 for letters, spaces and whatever else means nothing here.
    private static final byte[] KINDS = kinds();

    /// Dashes that may stand in front of a key.
    private static final int LINE = 5;

    /// From here on a word may be a key, a number a card's, and several numbers a position.
    private static final int BLAND_WORD = 16;

    private static final int BLAND_NUMBER = 13;
    private static final int BLAND_DIGITS = 6;

    private final boolean message;
    private final List<String> texts = new ArrayList<>(1);
    private final List<byte[]> signs = new ArrayList<>(1);
    private boolean plain = true;
    private boolean ascii = true;
    private boolean body;
    private boolean link;
    private boolean account;
    private boolean line;
    private int length;
    private int addresses;
    private int firstDigit = Integer.MAX_VALUE;
    private int lastDigit = -1;
    private int mostDigits;
    private boolean severalNumbers;
    private int longestNumber;

    /// In the text that is looked at.
    private int digits;

    private int number;
    private int numberEnd;

    private Glance(boolean message) {
        this.message = message;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[1 << Byte.SIZE];
        for (char digit = '0'; digit <= '9'; digit++) {
            kinds[digit] = DIGIT;
        }
        kinds['-'] = DASH;
        kinds['.'] = DOT;
        kinds[':'] = DOT;
        kinds['@'] = AT;
        for (char sign : new char[] {'/', '\\', '%'}) {
            kinds[sign] = SIGN;
        }
        kinds[Byte.toUnsignedInt(FOREIGN)] = OTHER_SCRIPT;
        kinds[Byte.toUnsignedInt(LIKENESS)] = LOOKS_LIKE_A_SIGN;
        return kinds;
    }

    public static Glance of(Stanza stanza) {
        Glance glance = new Glance(stanza instanceof Message && !stanza.isError());
        Element element = stanza.element();
        for (int i = 0; glance.plain && i < element.childCount(); i++) {
            glance.plain = element.childAt(i) instanceof Element child && glance.see(child);
        }
        return glance;
    }

    private boolean see(Element child) {
        if (!child.namespace().equals(Namespaces.CLIENT)) {
            return MARKS.contains(child.namespace()) && isMark(child);
        }
        boolean isBody = child.name().equals("body");
        if (!isBody && !WORDS.contains(child.name()) || !child.attributes().isEmpty()) {
            return false;
        }
        if (child.childCount() == 0) {
            body |= isBody;
            return true;
        }
        if (child.childCount() > 1 || !(child.childAt(0) instanceof Text(String text))) {
            return false;
        }
        byte[] seen = signs(text);
        texts.add(text);
        signs.add(seen);
        length += text.length();
        body |= isBody;
        see(seen);
        return true;
    }

    private static boolean isMark(Element mark) {
        if (mark.childCount() > 0) {
            return false;
        }
        for (Map.Entry<String, String> attribute : mark.attributes().entrySet()) {
            String value = attribute.getValue();
            if (!OF_A_MARK.contains(attribute.getKey()) || value.length() > LONGEST_ID || value.indexOf(':') >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Each character as a byte: its own if it is ASCII, otherwise one of two that are below zero.
    private static byte[] signs(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == text.length()) {
            return bytes;
        }
        byte[] signs = new byte[text.length()];
        for (int i = 0; i < signs.length; i++) {
            char c = text.charAt(i);
            signs[i] = c < ASCII ? (byte) c : c < LIKENESSES ? FOREIGN : LIKENESS;
        }
        return signs;
    }

    private void see(byte[] text) {
        digits = 0;
        number = 0;
        int at = next(text, 0);
        while (at < text.length) {
            int end = at + 1;
            switch (KINDS[Byte.toUnsignedInt(text[at])]) {
                case DIGIT -> {
                    end = end(text, at, DIGIT);
                    digits(text, at, end);
                }
                case DASH -> {
                    end = end(text, at, DASH);
                    line |= end - at >= LINE;
                }
                case DOT -> link |= end < text.length && !isGap(text[end]);
                case AT -> {
                    addresses++;
                    link = true;
                }
                case OTHER_SCRIPT -> ascii = false;
                case LOOKS_LIKE_A_SIGN -> {
                    ascii = false;
                    link = true;
                }
                default -> link = true;
            }
            at = next(text, end);
        }
    }

    /// Where the next sign is that may mean something; most mean nothing.
    private static int next(byte[] text, int from) {
        int at = from;
        while (at < text.length && KINDS[Byte.toUnsignedInt(text[at])] == 0) {
            at++;
        }
        return at;
    }

    private static int end(byte[] text, int from, byte kind) {
        int at = from + 1;
        while (at < text.length && KINDS[Byte.toUnsignedInt(text[at])] == kind) {
            at++;
        }
        return at;
    }

    private void digits(byte[] text, int from, int end) {
        firstDigit = digits == 0 ? Math.min(firstDigit, from) : firstDigit;
        boolean goesOn = number > 0 && from == numberEnd + 1 && (isGap(text[from - 1]) || text[from - 1] == '-');
        number = end - from + (goesOn ? number : 0);
        numberEnd = end;
        longestNumber = Math.max(longestNumber, number);
        lastDigit = Math.max(lastDigit, end - 1);
        digits += end - from;
        mostDigits = Math.max(mostDigits, digits);
        severalNumbers |= digits > end - from;
        account |= end - from >= 2 && from >= 2 && isLetter(text[from - 1]) && isLetter(text[from - 2]);
    }

    private static boolean isGap(byte c) {
        return c >= 0 && c <= ' ';
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /// Words and marks of clients, and no other element: no file, no card, no form, nothing to connect to. What else
    /// this glance tells is of the words of such a stanza.
    public boolean isPlain() {
        return plain;
    }

    /// Words in which nothing can be clicked.
    public boolean isHarmless() {
        return plain && !link;
    }

    /// A plain message in which something is said.
    public boolean isTalk() {
        return message && plain && body;
    }

    /// A few words of a message, too few for anything but talk.
    public boolean isSmallTalk() {
        return isTalk() && !link && length < SMALL_TALK;
    }

    /// Short words and small numbers of ASCII: nothing that cards, accounts, keys, positions or e-mail addresses are
    /// written with.
    public boolean isBland() {
        return plain
                && ascii
                && addresses == 0
                && !line
                && !account
                && longestNumber < BLAND_NUMBER
                && (!severalNumbers || mostDigits < BLAND_DIGITS)
                && !hasWordOf(BLAND_WORD);
    }

    /// Words without a character that could stand for another one.
    public boolean isAscii() {
        return plain && ascii;
    }

    /// The texts of a plain stanza. Not to be changed.
    public List<String> texts() {
        return texts;
    }

    /// The same, if it [#isAscii], as bytes. Not to be changed.
    public List<byte[]> bytes() {
        return signs;
    }

    /// Before which place there is no digit in any text; only if there are digits.
    public int firstDigit() {
        return firstDigit;
    }

    /// Behind which place there is no digit in any text; below zero if there are none.
    public int lastDigit() {
        return lastDigit;
    }

    /// The most digits of one text.
    public int mostDigits() {
        return mostDigits;
    }

    /// Digits with one space or dash between them at most.
    public int longestNumber() {
        return longestNumber;
    }

    /// Whether so many signs stand together without a space.
    public boolean hasWordOf(int length) {
        for (byte[] text : signs) {
            for (int at = length - 1; at < text.length; at += length) {
                if (word(text, at) >= length) {
                    return true;
                }
            }
        }
        return false;
    }

    /// How long the word is that reaches over this place.
    private static int word(byte[] text, int at) {
        int start = at;
        while (start >= 0 && !isGap(text[start])) {
            start--;
        }
        int end = at;
        while (end < text.length && !isGap(text[end])) {
            end++;
        }
        return end - start - 1;
    }

    /// Two letters and two digits, as accounts begin.
    public boolean hasAccount() {
        return account;
    }

    /// Signs as in e-mail addresses.
    public int addresses() {
        return addresses;
    }

    /// Dashes as they stand in front of keys.
    public boolean hasLine() {
        return line;
    }
}
