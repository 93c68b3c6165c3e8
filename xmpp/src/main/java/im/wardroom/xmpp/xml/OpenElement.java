// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An element whose end is not read yet. The place of its name is counted from the start of the stanza.
final class OpenElement {

    private final String namespace;
    private final String name;
    private final Attributes attributes;
    private final int nameFrom;
    private final int nameLength;
    private Node[] children = Element.NO_CHILDREN;
    private int count;
    private String text = "";
    private @Nullable StringBuilder moreText;

    OpenElement(String namespace, String name, Attributes attributes, int nameFrom, int nameLength) {
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.nameFrom = nameFrom;
        this.nameLength = nameLength;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameLength() {
        return nameLength;
    }

    /// Text comes in pieces where CDATA sections are; mostly there is one.
    void text(String piece) {
        if (text.isEmpty()) {
            text = piece;
        } else if (!piece.isEmpty()) {
            moreText = moreText == null ? new StringBuilder(text) : moreText;
            moreText.append(piece);
        }
    }

    void child(Element element) {
        endText();
        add(element);
    }

    Element close(byte @Nullable [] content) {
        endText();
        Node[] all = children.length == count ? children : Arrays.copyOf(children, count);
        return Element.parsed(namespace, name, attributes, all, content);
    }

    private void endText() {
        if (!text.isEmpty()) {
            add(new Text(moreText == null ? text : moreText.toString()));
            text = "";
            moreText = null;
        }
    }

    private void add(Node node) {
        if (count == children.length) {
            children = Arrays.copyOf(children, Math.max(1, 2 * count));
        }
        children[count++] = node;
    }
}
