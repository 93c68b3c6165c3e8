// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose messages an owner wants archived (XEP-0441 §2). Kept as one document for each address, so that a message is
/// judged by looking up its peer, however long the lists are.
///
/// @param standard for addresses that are in none of the lists
record Preferences(Standard standard, List<Jid> always, List<Jid> never) {

    /// Addresses in both lists together.
    static final int MAX_ADDRESSES = 1_000;

    private static final String NS = MessageArchive.NS;
    private static final String STANDARD = "default";
    private static final String ALWAYS = "always:";
    private static final String NEVER = "never:";
    private static final byte[] LISTED = {};

    Preferences {
        always = List.copyOf(always);
        never = List.copyOf(never);
    }

    /// @throws StanzaException what is wrong with them
    static Preferences of(Element prefs) {
        Standard standard = Standard.of(prefs.attribute("default"))
                .orElseThrow(() -> new StanzaException(
                        Condition.BAD_REQUEST, "The default is one of 'always', 'roster' and 'never'."));
        Preferences read =
                new Preferences(standard, addresses(prefs.child(NS, "always")), addresses(prefs.child(NS, "never")));
        if (read.always.size() + read.never.size() > MAX_ADDRESSES) {
            throw new StanzaException(
                    Condition.POLICY_VIOLATION, "The lists have " + MAX_ADDRESSES + " addresses at most.");
        }
        return read;
    }

    private static List<Jid> addresses(@Nullable Element list) {
        return list == null
                ? List.of()
                : list.elements(NS, "jid")
                        .map(jid -> address(jid.text().strip()))
                        .distinct()
                        .toList();
    }

    private static Jid address(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.BAD_REQUEST, "A list has something that is no valid address.");
        }
    }

    Element toElement() {
        return Element.of(NS, "prefs")
                .with("default", standard.wire())
                .with(list("always", always))
                .with(list("never", never));
    }

    private static Element list(String name, List<Jid> addresses) {
        return Element.of(NS, name)
                .withAll(addresses.stream()
                        .map(jid -> Element.of(NS, "jid", jid.toString()))
                        .toList());
    }

    /// @param fallback where the owner chose nothing
    static Preferences read(Map<String, byte[]> documents, Standard fallback) {
        return new Preferences(standard(documents, fallback), listed(documents, ALWAYS), listed(documents, NEVER));
    }

    private static Standard standard(Map<String, byte[]> documents, Standard fallback) {
        byte[] chosen = documents.get(STANDARD);
        return chosen == null
                ? fallback
                : Standard.of(new String(chosen, StandardCharsets.US_ASCII)).orElse(fallback);
    }

    private static List<Jid> listed(Map<String, byte[]> documents, String prefix) {
        List<Jid> found = new ArrayList<>();
        documents.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .forEach(key -> found.add(Jid.parse(key.substring(prefix.length()))));
        return found;
    }

    Map<String, byte[]> toDocuments() {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put(STANDARD, standard.wire().getBytes(StandardCharsets.US_ASCII));
        always.forEach(jid -> documents.put(ALWAYS + jid, LISTED));
        never.forEach(jid -> documents.put(NEVER + jid, LISTED));
        return documents;
    }

    /// XEP-0441 §2.3. A full address in a list says more than a bare one; what is in both lists is not archived.
    static boolean archives(Map<String, byte[]> documents, Standard fallback, Jid peer, boolean contact) {
        if (!documents.isEmpty()) {
            for (Jid listed : List.of(peer, peer.bare())) {
                if (documents.containsKey(NEVER + listed)) {
                    return false;
                }
                if (documents.containsKey(ALWAYS + listed)) {
                    return true;
                }
            }
        }
        return switch (standard(documents, fallback)) {
            case ALWAYS -> true;
            case ROSTER -> contact;
            case NEVER -> false;
        };
    }
}
