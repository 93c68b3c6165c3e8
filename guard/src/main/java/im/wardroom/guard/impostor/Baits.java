// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import com.google.re2j.Pattern;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Messages with something to click. Pure functions.
final class Baits {

    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]{1,15}://|www\\.)\\S");
    private static final Set<String> FILES =
            Set.of("jabber:x:oob", "urn:xmpp:sfs:0", "urn:xmpp:sims:1", "urn:xmpp:reference:0", "urn:xmpp:bob");
    private static final Set<String> RICH =
            Set.of("http://jabber.org/protocol/xhtml-im", "urn:xmpp:styling:0", "urn:xmpp:markup:0");

    private Baits() {}

    static boolean isOne(Message message) {
        Element element = message.element();
        return element.elements(Namespaces.CLIENT, "body").anyMatch(body -> isLinkIn(body.text()))
                || element.elements().anyMatch(child -> FILES.contains(child.namespace()));
    }

    /// Most texts have no place where one could begin.
    private static boolean isLinkIn(String text) {
        return (text.contains("://") || text.contains("www.") || text.contains("WWW.") || text.contains("Www."))
                && LINK.matcher(text).find();
    }

    /// The same with a line in front of every body. Richer forms of the text would be shown instead, so they go.
    static Message warned(Message message, String warning) {
        Element element = message.element();
        List<Node> kept = new ArrayList<>();
        boolean said = false;
        for (Node node : element.children()) {
            if (node instanceof Element child && child.is(Namespaces.CLIENT, "body")) {
                kept.add(child.withChildren(List.of()).withText(warning + "\n\n" + child.text()));
                said = true;
            } else if (!(node instanceof Element child && RICH.contains(child.namespace()))) {
                kept.add(node);
            }
        }
        if (!said) {
            kept.add(Element.of(Namespaces.CLIENT, "body", warning));
        }
        return message.withElement(element.withChildren(kept));
    }
}
