// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;

/// What all texts of a stanza hold, at a glance: most hold nothing in which anything could be found, and that is all
/// that
/// is done about them. Belongs to one thread.
final class Sketch {

    private int longestNumber;
    private int addresses;
    private boolean account;
    private boolean position;
    private int longestWord;
    private boolean rule;
    private boolean foreign;

    private Sketch() {}

    static Sketch of(Element stanza) {
        Sketch sketch = new Sketch();
        sketch.foreign = Texts.hasOddId(stanza);
        for (Node node : stanza.children()) {
            sketch.see(node);
        }
        return sketch;
    }

    private void see(Node node) {
        switch (node) {
            case Text(String text) -> see(text);
            case Element element -> {
                foreign |= !Texts.isPlain(element);
                for (Node child : element.children()) {
                    see(child);
                }
            }
        }
    }

    private void see(String text) {
        int word = 0;
        int number = 0;
        int digits = 0;
        int letters = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '-') {
                number = gap ? 0 : number;
                gap = true;
                rule |= c == '-' && text.startsWith("-----", i);
            } else {
                if (c >= '0' && c <= '9') {
                    digits++;
                    number++;
                    longestNumber = Math.max(longestNumber, number);
                    account |= letters >= 2 && i + 1 < text.length() && isDigit(text.charAt(i + 1));
                } else {
                    number = 0;
                    addresses += c == '@' ? 1 : 0;
                    foreign |= c >= 0x80;
                }
                gap = false;
            }
            letters = isLetter(c) ? letters + 1 : 0;
            word = c > ' ' ? word + 1 : 0;
            longestWord = Math.max(longestWord, word);
        }
        position |= digits >= Positions.FEWEST_DIGITS && Positions.hasSigns(text);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// Something is in it that has to be read to know what it is: other elements than text, or characters that may
    /// stand
    /// for others.
    boolean isForeign() {
        return foreign;
    }

    /// Digits with one space or dash between them at most.
    int longestNumber() {
        return longestNumber;
    }

    /// Two letters and two digits, as accounts begin.
    boolean hasAccount() {
        return account;
    }

    /// Digits with the signs that positions have.
    boolean hasPosition() {
        return position;
    }

    int addresses() {
        return addresses;
    }

    /// As it stands in front of keys.
    boolean hasRule() {
        return rule;
    }

    int longestWord() {
        return longestWord;
    }
}
