// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An element whose end is not read yet. The place of its name is counted from the start of the stanza.
final class OpenElement {

    private final String namespace;
    private final String name;
    private final Map<String, String> attributes;
    private final int nameFrom;
    private final int nameLength;
    private List<Node> children = List.of();
    private String text = "";
    private @Nullable StringBuilder moreText;

    OpenElement(String namespace, String name, Map<String, String> attributes, int nameFrom, int nameLength) {
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
        return Element.parsed(namespace, name, attributes, children, content);
    }

    private void endText() {
        if (!text.isEmpty()) {
            add(new Text(moreText == null ? text : moreText.toString()));
            text = "";
            moreText = null;
        }
    }

    private void add(Node node) {
        if (children.isEmpty()) {
            children = List.of(node);
            return;
        }
        if (children.size() == 1) {
            children = new ArrayList<>(children);
        }
        children.add(node);
    }
}
