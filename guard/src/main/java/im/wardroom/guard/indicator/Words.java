// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import im.wardroom.guard.EndToEnd;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What people, or their programs, say in a stanza: texts to read, addresses, and names of files. What is encrypted is
/// left out.
///
/// @param texts that a person reads
/// @param addresses values of attributes and elements that may be links
/// @param files what is offered is called so
record Words(List<String> texts, List<String> addresses, List<String> files) {

    private static final int MAX_ELEMENTS = 2000;
    private static final int MAX_TEXT = 64 * 1024;

    private static final Set<String> LINKS = Set.of("href", "src", "url", "uri", "target", "action");
    private static final Set<String> LINK_ELEMENTS = Set.of("url", "uri", "url-data", "get", "put");

    static Words of(Stanza stanza) {
        Words words = new Words(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] left = {MAX_ELEMENTS};
        stanza.element().elements().forEach(child -> words.gather(child, left));
        return words;
    }

    private void gather(Element element, int[] left) {
        if (--left[0] < 0 || EndToEnd.is(element)) {
            return;
        }
        element.attributes().forEach((name, value) -> {
            if (LINKS.contains(name)) {
                addresses.add(value);
            } else if (name.equals("filename") || name.equals("name") && isFile(element)) {
                files.add(value);
            }
        });
        // The text of a page, with its pieces put together again.
        if (element.is("http://www.w3.org/1999/xhtml", "body")) {
            StringBuilder whole = new StringBuilder();
            flatten(element, whole);
            read(whole.toString());
        } else if (element.name().equals("name") && isFile(element)) {
            files.add(element.text());
        } else {
            String text = element.text();
            if (LINK_ELEMENTS.contains(element.name())) {
                addresses.add(text);
            } else {
                read(text);
            }
        }
        element.elements().forEach(child -> gather(child, left));
    }

    private void read(String text) {
        if (text.length() > 3 && !text.isBlank()) {
            texts.add(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
        }
    }

    private static void flatten(Element element, StringBuilder whole) {
        for (var node : element.children()) {
            switch (node) {
                case im.wardroom.xmpp.xml.Text text -> whole.append(text.value());
                case Element child -> {
                    flatten(child, whole);
                    whole.append(isBlock(child.name()) ? "\n" : "");
                }
            }
            if (whole.length() > MAX_TEXT) {
                return;
            }
        }
    }

    private static boolean isBlock(String name) {
        return switch (name) {
            case "p", "br", "div", "li", "blockquote", "pre" -> true;
            default -> false;
        };
    }

    /// XEP-0096 §3.2, XEP-0234 §5, XEP-0446 §3.
    private static boolean isFile(Element element) {
        String namespace = element.namespace();
        return namespace.startsWith("http://jabber.org/protocol/si/profile/file-transfer")
                || namespace.startsWith("urn:xmpp:jingle:apps:file-transfer:")
                || namespace.startsWith("urn:xmpp:file:metadata:");
    }
}
