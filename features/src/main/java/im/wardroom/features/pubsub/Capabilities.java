// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.xmpp.discovery.VerificationString;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/// Which nodes a client wants events of, by the hash of its capabilities (XEP-0115). What a hash stands for is believed
/// only when it was verified, and then for every client that has it. Thread-safe.
final class Capabilities {

    /// Hashes that are remembered; each stands for a version of a client.
    static final int MAX_KNOWN = 1_000;

    /// Nodes that one client can want.
    static final int MAX_WANTED = 200;

    private static final int MAX_NAME = 256;
    private static final String NS = "http://jabber.org/protocol/caps";
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String NOTIFY = "+notify";
    private static final Pattern SHA1 = Pattern.compile("[A-Za-z0-9+/]{27}=");

    private final ConcurrentMap<String, Set<String>> known = new ConcurrentHashMap<>();

    /// What a client says in its presence.
    ///
    /// @param node of the client's software
    record Claim(String node, String hash) {

        Element question() {
            return Element.of(INFO, "query").with("node", node + '#' + hash);
        }
    }

    /// Empty if there is none, or one that cannot be verified.
    static Optional<Claim> claim(Presence presence) {
        return presence.element()
                .find(NS, "c")
                .filter(c -> "sha-1".equals(c.attribute("hash"))
                        && SHA1.matcher(c.attribute("ver", "")).matches())
                .map(c -> new Claim(c.attribute("node", ""), c.attribute("ver", "")));
    }

    Optional<Set<String>> find(Claim claim) {
        return Optional.ofNullable(known.get(claim.hash()));
    }

    /// What the client's answer says, if it hashes to what it claimed.
    Optional<Set<String>> learn(Claim claim, Element info) {
        if (!info.is(INFO, "query")
                || !VerificationString.of(info).filter(claim.hash()::equals).isPresent()) {
            return Optional.empty();
        }
        Set<String> wanted = new HashSet<>();
        info.elements(INFO, "feature")
                .map(feature -> feature.attribute("var", ""))
                .filter(feature -> feature.endsWith(NOTIFY) && feature.length() <= MAX_NAME)
                .limit(MAX_WANTED)
                .forEach(feature -> wanted.add(feature.substring(0, feature.length() - NOTIFY.length())));
        Set<String> kept = Set.copyOf(wanted);
        if (known.size() >= MAX_KNOWN) {
            // Any: those that are in use are asked for again.
            known.keySet().stream().findAny().ifPresent(known::remove);
        }
        known.put(claim.hash(), kept);
        return Optional.of(kept);
    }

    int size() {
        return known.size();
    }
}
