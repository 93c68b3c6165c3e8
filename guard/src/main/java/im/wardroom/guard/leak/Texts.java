// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;
import java.util.Set;
import java.util.function.Consumer;

/// Where in a stanza there are texts: in every element and every attribute, but for what is encrypted or binary, which
/// nobody can read here. Words that marks of a text divide are one text, too.
final class Texts {

    static final String XHTML_IM = "http://jabber.org/protocol/xhtml-im";
    static final String OOB = "jabber:x:oob";

    private static final Set<String> UNREADABLE = Set.of(
            "eu.siacs.conversations.axolotl",
            "urn:xmpp:omemo:2",
            "urn:xmpp:openpgp:0",
            "jabber:x:encrypted",
            "jabber:x:signed",
            "http://jabber.org/protocol/ibb",
            "urn:xmpp:bob",
            "urn:xmpp:avatar:data",
            "http://jabber.org/protocol/caps",
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:sid:0",
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "urn:xmpp:hints");

    /// Attributes that name accounts and services.
    private static final Set<String> ADDRESSES = Set.of("jid", "from", "to", "by");

    /// Numbers of a client's own are as long as this; they are full of digits.
    private static final int LONGEST_ID = 40;

    private Texts() {}

    /// A text at its place.
    ///
    /// @param plain whether a part of it can be replaced: it is the only content of its element, and for people
    record Place(Element element, String text, boolean plain) {}

    /// @param elements told of every element
    static void visit(Element stanza, Consumer<Element> elements, Consumer<Place> places) {
        // What a client makes up may be a text, too.
        if (hasOddId(stanza)) {
            places.accept(new Place(stanza, stanza.attribute("id", ""), false));
        }
        stanza.elements().forEach(child -> inside(child, elements, places));
    }

    private static void inside(Element element, Consumer<Element> elements, Consumer<Place> places) {
        if (UNREADABLE.contains(element.namespace())) {
            return;
        }
        elements.accept(element);
        element.attributes().forEach((key, value) -> {
            if (!ADDRESSES.contains(key)) {
                places.accept(new Place(element, value, false));
            }
        });
        boolean mixed = element.elements().findAny().isPresent();
        if (mixed && hasText(element)) {
            places.accept(new Place(element, deep(element, new StringBuilder()).toString(), false));
        } else if (!mixed) {
            String text = element.text();
            if (!text.isEmpty()) {
                places.accept(new Place(element, text, isForPeople(element)));
            }
        }
        element.elements().forEach(child -> inside(child, elements, places));
    }

    /// No number of a client's own.
    static boolean hasOddId(Element stanza) {
        String id = stanza.attribute("id", "");
        return id.length() > LONGEST_ID || id.indexOf(' ') >= 0;
    }

    private static boolean hasText(Element element) {
        return element.children().stream()
                .anyMatch(node -> node instanceof Text(String value) && !value.isBlank()
                        || node instanceof Element child && isInline(child));
    }

    /// Words go on across these: `4111<b>1111</b>`.
    private static boolean isInline(Element element) {
        return element.namespace().equals("http://www.w3.org/1999/xhtml");
    }

    private static StringBuilder deep(Element element, StringBuilder out) {
        for (Node node : element.children()) {
            switch (node) {
                case Text(String value) -> out.append(value);
                case Element child -> deep(child, out);
            }
        }
        return out;
    }

    /// Those in which a client shows what stands there, and nothing else reads it.
    private static boolean isForPeople(Element element) {
        return switch (element.namespace()) {
            case Namespaces.CLIENT -> Set.of("body", "subject", "status").contains(element.name());
            case OOB -> element.name().equals("desc");
            case "vcard-temp" ->
                Set.of("DESC", "TITLE", "ROLE", "ORGUNIT", "NUMBER", "FN").contains(element.name());
            case "urn:xmpp:reply:0", "urn:xmpp:reactions:0" -> false;
            default -> false;
        };
    }
}
