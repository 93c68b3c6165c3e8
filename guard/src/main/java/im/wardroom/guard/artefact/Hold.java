// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what one stanza carries, while it is walked through. For one thread, used once.
final class Hold {

    private static final int DEPTH = 64;
    private static final int MOST_LINKS = 64;
    private static final int SHA256 = 32;
    private static final String HASHES = "urn:xmpp:hashes:2";
    private static final String FORM = "jabber:x:data";

    /// Attributes that clients follow or show.
    private static final Set<String> FOLLOWED =
            Set.of("href", "src", "uri", "url", "target", "reason", "action", "{http://www.w3.org/1999/xlink}href");

    /// Written by programs for programs: what looks like a link in there is a name of something.
    private static final Set<String> NOT_SHOWN = Set.of(
            "http://jabber.org/protocol/caps",
            "urn:xmpp:caps",
            "http://jabber.org/protocol/disco#info",
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "urn:xmpp:eme:0",
            "urn:xmpp:sid:0",
            "eu.siacs.conversations.axolotl",
            "urn:xmpp:omemo:2",
            "urn:xmpp:openpgp:0");

    private final ArtefactRules rules;
    private final FileFacts files;
    private final Set<Link> links = new LinkedHashSet<>();
    private final Map<Artefact, Boolean> traces = new HashMap<>();
    private final List<String> hashes = new ArrayList<>();
    private @Nullable String wording;
    private boolean isActiveNamed;

    Hold(ArtefactRules rules, FileFacts files) {
        this.rules = rules;
        this.files = files;
    }

    void walk(Element element) {
        walk(element, 0);
    }

    private void walk(Element element, int depth) {
        if (depth > DEPTH || NOT_SHOWN.contains(element.namespace()) || isNameOfForm(element)) {
            return;
        }
        if (depth > 0 && !element.attributes().isEmpty()) {
            element.attributes().forEach(this::attribute);
        }
        if (element.is(HASHES, "hash")) {
            hash(element);
            return;
        }
        // Other children would hide parts of one text from a scan that goes from node to node.
        String text = element.text();
        if (!text.isEmpty()) {
            text(element, text);
        }
        for (Node child : element.children()) {
            if (child instanceof Element inner) {
                walk(inner, depth + 1);
            }
        }
    }

    private static boolean isNameOfForm(Element element) {
        return element.is(FORM, "field") && "FORM_TYPE".equals(element.attribute("var"));
    }

    private void text(Element element, String text) {
        LinkScan.scan(text, this::link);
        switch (element.name()) {
            case "body" -> wording = wording == null ? text : wording;
            case "name" -> isActiveNamed |= rules.isActive(text);
            default -> {}
        }
    }

    private void attribute(String key, String value) {
        if (FOLLOWED.contains(key)) {
            LinkScan.scan(value, this::link);
        } else if (key.equals("name")) {
            isActiveNamed |= rules.isActive(value);
        }
    }

    private void hash(Element element) {
        if ("sha-256".equals(element.attribute("algo")) && hashes.size() < MOST_LINKS) {
            byte[] hash = decoded(element.text());
            if (hash.length == SHA256) {
                hashes.add(HexFormat.of().formatHex(hash));
            }
        }
    }

    /// What is no hash names no file.
    private static byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private void link(String text) {
        Web web = Web.parse(text);
        if (web == null || links.size() >= MOST_LINKS) {
            return;
        }
        String host = web.host();
        boolean isActive = rules.isActive(web.path());
        if (rules.isUpload(host)) {
            upload(text, web, isActive);
        } else if (!rules.isOwn(host)) {
            Link exact = new Link(host, PathShape.exact(web.path(), web.query()));
            boolean isOpen = rules.isOpen(host);
            links.add(isOpen ? exact : new Link(host, PathShape.of(web.path(), web.query())));
            if (!isOpen) {
                trace(exact.site(), !isAlwaysStrange(web));
            }
            if (isOpen || isActive) {
                trace(exact, true);
            }
        }
    }

    /// Nobody shares these daily in good faith, however many do.
    private static boolean isAlwaysStrange(Web web) {
        String host = web.host();
        return Web.isDangerous(web.scheme())
                || host.startsWith("[")
                || Fourth.parse(host.replaceFirst(":\\d+$", "")) != null;
    }

    private void upload(String text, Web web, boolean isActive) {
        FileFacts.Facts facts = files.of(text);
        if (facts != null && facts.active()) {
            trace(facts.print(), true);
        } else if (facts == null && isActive) {
            Link exact = new Link(web.host(), PathShape.exact(web.path(), web.query()));
            links.add(exact);
            trace(exact, true);
        }
    }

    private void trace(Artefact artefact, boolean everyday) {
        traces.merge(artefact, everyday, Boolean::logicalAnd);
    }

    Cargo cargo() {
        if (isActiveNamed) {
            hashes.forEach(hash -> trace(new FilePrint(hash, null), true));
        }
        if (traces.isEmpty()) {
            return Cargo.NONE;
        }
        List<Cargo.Trace> found = new ArrayList<>();
        traces.forEach((artefact, everyday) -> found.add(new Cargo.Trace(artefact, everyday)));
        return new Cargo(List.copyOf(links), found, wording == null ? null : Shingles.of(own(wording)));
    }

    /// Without what is quoted, and without links.
    private static String own(String text) {
        StringBuilder own = new StringBuilder();
        text.lines()
                .filter(line -> !line.startsWith(">"))
                .limit(64)
                .flatMap(line -> java.util.Arrays.stream(line.split("\\s+", 512)))
                .filter(word -> !isLink(word))
                .forEach(word -> own.append(word).append(' '));
        return own.toString();
    }

    private static boolean isLink(String word) {
        boolean[] found = {false};
        LinkScan.scan(word, link -> found[0] = true);
        return found[0] || word.toLowerCase(Locale.ROOT).startsWith("http");
    }
}
