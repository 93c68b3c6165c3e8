// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.leak.Recogniser.Span;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Takes out of a stanza what must not be seen. Each character becomes a block, so that places that others count from
/// the beginning of the text (XEP-0428, XEP-0394) stay the same. Belongs to one thread.
final class Redaction {

    private static final int BLOCK = '█';

    private final Map<Element, List<Span>> spans = new IdentityHashMap<>();

    /// @param span in the text of the element as it came
    void add(Element element, Span span) {
        spans.computeIfAbsent(element, key -> new ArrayList<>()).add(span);
    }

    void addAll(Redaction other) {
        other.spans.forEach((element, found) -> found.forEach(span -> add(element, span)));
    }

    /// The same without it. Formatted text goes as a whole: every client that shows it shows the plain text instead.
    Element applied(Element stanza) {
        List<Node> children = new ArrayList<>();
        for (Node node : stanza.children()) {
            if (!(node instanceof Element child)) {
                children.add(node);
            } else if (!child.is(Texts.XHTML_IM, "html")) {
                children.add(inside(child));
            }
        }
        return stanza.withChildren(children);
    }

    private Element inside(Element element) {
        List<Span> found = spans.get(element);
        if (found != null) {
            return element.withChildren(List.of(new Text(blocked(element.text(), found))));
        }
        List<Node> children = new ArrayList<>();
        boolean changed = false;
        for (Node node : element.children()) {
            Node same = node instanceof Element child ? inside(child) : node;
            changed |= same != node;
            children.add(same);
        }
        return changed ? element.withChildren(children) : element;
    }

    private static String blocked(String text, List<Span> found) {
        Map<Integer, Boolean> hidden = new HashMap<>();
        found.forEach(span -> {
            for (int i = span.start(); i < span.end(); i++) {
                hidden.put(i, true);
            }
        });
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            out.appendCodePoint(hidden.containsKey(i) ? BLOCK : text.codePointAt(i));
        }
        return out.toString();
    }
}
