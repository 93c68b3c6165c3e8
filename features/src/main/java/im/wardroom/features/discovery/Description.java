// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.discovery;

import im.wardroom.xmpp.discovery.VerificationString;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an entity says of itself, and the hash of it (XEP-0030 §3, XEP-0115 §5.1).
record Description(String category, String type, String name, SortedSet<String> features, List<Element> forms) {

    static final String INFO = "http://jabber.org/protocol/disco#info";

    static Description of(String category, String type, String name, Set<String> features, List<Element> forms) {
        return new Description(category, type, name, new TreeSet<>(features), forms);
    }

    Element toElement() {
        Element identity = Element.of(INFO, "identity")
                .with("category", category)
                .with("type", type)
                .with("name", name);
        return Element.of(INFO, "query")
                .with(identity)
                .withAll(features.stream()
                        .map(feature -> Element.of(INFO, "feature").with("var", feature))
                        .toList())
                .withAll(forms);
    }

    /// The verification string of XEP-0115 §5.1, hashed with SHA-1 as every client expects.
    String hash() {
        return VerificationString.of(toElement()).orElseThrow();
    }
}
