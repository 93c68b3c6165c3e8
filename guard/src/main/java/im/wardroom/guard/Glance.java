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

    private static final byte DIGIT = 2;
    private static final byte GAP = 3;
    private static final byte DASH = 4;
    private static final byte DOT = 5;
    private static final byte AT = 6;
    private static final byte SIGN = 7;
    private static final byte[] KINDS = kinds();

    private static final int ASCII = 0x80;

    /// From here on there are signs that may stand for a dot or a slash.
    private static final int LIKENESSES = 0x2000;

    private static final byte FOREIGN = -1;
    private static final byte LIKENESS = -2;

    /// Dashes that may stand in front of a key.
    private static final int LINE = 5;

    private final boolean message;
    private final List<String> texts = new ArrayList<>(1);
    private final List<byte[]> signs = new ArrayList<>(1);
    private boolean plain = true;
    private boolean ascii = true;
    private boolean body;
    private boolean link;
    private boolean account;
    private boolean line;
    private int addresses;
    private int firstDigit = Integer.MAX_VALUE;
    private int lastDigit = -1;
    private int mostDigits;
    private int longestNumber;
    private int longestWord;

    private Glance(boolean message) {
        this.message = message;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            kinds[c] = c <= ' ' ? GAP : isDigit(c) ? DIGIT : 0;
        }
        kinds['-'] = DASH;
        kinds['.'] = DOT;
        kinds[':'] = DOT;
        kinds['@'] = AT;
        for (char sign : new char[] {'/', '\\', '%'}) {
            kinds[sign] = SIGN;
        }
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
        int word = 0;
        int number = 0;
        int digits = 0;
        int letters = 0;
        boolean gap = false;
        int length = text.length;
        for (int i = 0; i < length; i++) {
            int start = i;
            while (i < length && isLetter(text[i])) {
                i++;
            }
            if (i > start) {
                letters = i - start;
                word += letters;
                number = 0;
                gap = false;
                if (i == length) {
                    break;
                }
            }
            byte c = text[i];
            byte kind = c >= 0 ? KINDS[c] : 0;
            switch (kind) {
                case GAP, DASH -> {
                    number = gap ? 0 : number;
                    gap = true;
                    line |= kind == DASH && isLine(text, i);
                }
                case DIGIT -> {
                    firstDigit = digits == 0 ? Math.min(firstDigit, i) : firstDigit;
                    lastDigit = Math.max(lastDigit, i);
                    digits++;
                    number++;
                    longestNumber = Math.max(longestNumber, number);
                    account |= letters >= 2 && i + 1 < length && isDigit(text[i + 1]);
                    gap = false;
                }
                default -> {
                    number = 0;
                    gap = false;
                    other(text, i, c, kind);
                }
            }
            letters = 0;
            if (kind == GAP) {
                longestWord = Math.max(longestWord, word);
                word = 0;
            } else {
                word++;
            }
        }
        longestWord = Math.max(longestWord, word);
        mostDigits = Math.max(mostDigits, digits);
    }

    private void other(byte[] text, int at, byte c, byte kind) {
        ascii &= c >= 0;
        addresses += kind == AT ? 1 : 0;
        link |= kind == AT
                || kind == SIGN
                || kind == DOT && at + 1 < text.length && (text[at + 1] > ' ' || text[at + 1] < 0)
                || c == LIKENESS;
    }

    private static boolean isLine(byte[] text, int from) {
        int to = from;
        while (to < text.length && text[to] == '-') {
            to++;
        }
        return to - from >= LINE;
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
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

    public int longestWord() {
        return longestWord;
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
