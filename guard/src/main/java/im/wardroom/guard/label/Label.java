// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A label that messages can have.
///
/// @param name by which rules call it
/// @param selector where clients show it in their menus, such as `Classified|SECRET`; null for its marking
/// @param marking what people see
/// @param foreground of the marking; null for the client's own
/// @param background of the marking; null for the client's own
/// @param content the element that is the label on the wire; null for one of our own
/// @param equivalents elements of other policies that mean the same
public record Label(
        String name,
        Sensitivity sensitivity,
        @Nullable String selector,
        String marking,
        @Nullable String foreground,
        @Nullable String background,
        @Nullable Element content,
        List<Element> equivalents) {

    static final String NS = "urn:xmpp:sec-label:0";
    private static final String OURS = "urn:wardroom:label:0";

    public Label {
        equivalents = List.copyOf(equivalents);
    }

    private Element written() {
        return content == null ? Element.of(OURS, "label").with("name", name) : content;
    }

    /// As it stands in a message (XEP-0258 §3).
    public Element toElement() {
        Element shown = Element.of(NS, "displaymarking", marking)
                .with("fgcolor", foreground)
                .with("bgcolor", background);
        return Element.of(NS, "securitylabel")
                .with(shown)
                .with(Element.of(NS, "label").with(written()));
    }

    /// Whether an element that is a label on the wire is this one.
    boolean is(Element element) {
        Element plain = stripped(element);
        return plain.equals(stripped(written()))
                || equivalents.stream().map(Label::stripped).anyMatch(plain::equals);
    }

    /// White space around the text of a label means nothing: many of them are base64 that somebody has folded.
    private static Element stripped(Element element) {
        Optional<Element> inner = element.elements().findAny();
        if (inner.isPresent()) {
            return element.withChildren(element.elements().map(Label::stripped).toList());
        }
        String text = element.text().replaceAll("\\s", "");
        Element empty = element.withChildren(List.of());
        return text.isEmpty() ? empty : empty.withText(text);
    }
}
