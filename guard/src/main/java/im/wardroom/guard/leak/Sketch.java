// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;

/// What all texts of a stanza hold, at a glance: most hold nothing in which anything could be found, and that is all
/// that
/// is done about them. Belongs to one thread.
final class Sketch {

    private int digits;
    private int addresses;
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
        rule |= text.contains("-----");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            word = c > ' ' ? word + 1 : 0;
            longestWord = Math.max(longestWord, word);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '@') {
                addresses++;
            } else if (c >= 0x80) {
                foreign = true;
            }
        }
    }

    /// Something is in it that has to be read to know what it is: other elements than text, or characters that may
    /// stand
    /// for others.
    boolean isForeign() {
        return foreign;
    }

    int digits() {
        return digits;
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
