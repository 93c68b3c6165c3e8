// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes out of one stanza what tells an address that must not be seen: candidates of a direct connection (XEP-0176,
/// XEP-0177, XEP-0260, XEP-0371), hosts of byte streams (XEP-0065), answers to who asks for an address (XEP-0279),
/// descriptions of sessions as text, and addresses in attributes. What people write to each other, it does not look
/// at. For one use by one thread.
final class Filter {

    private static final String BYTESTREAMS = "http://jabber.org/protocol/bytestreams";
    private static final String S5B = "urn:xmpp:jingle:transports:s5b:1";
    private static final String RAW_UDP = "urn:xmpp:jingle:transports:raw-udp:";
    private static final String ADDRESS_CHECK = "urn:xmpp:sic:";
    private static final Set<String> OF_PEOPLE = Set.of(
            Namespaces.CLIENT, "http://jabber.org/protocol/xhtml-im", "http://www.w3.org/1999/xhtml", "jabber:x:data");

    /// Attributes in which an address of the sender would stand.
    private static final Set<String> ADDRESSES = Set.of(
            "ip",
            "host",
            "address",
            "addr",
            "rel-addr",
            "raddr",
            "external-addr",
            "external-ip",
            "local-addr",
            "srflx");

    private final Supplier<Surroundings> look;
    private final boolean attributes;
    private final String sender;
    private final Set<String> removed = new TreeSet<>();
    private int count;
    private boolean pointless;
    private @Nullable Surroundings known;

    /// @param look asked once, and only where there is an address
    /// @param attributes addresses in attributes of elements that it does not know are taken out, too
    /// @param sender the bare address of whoever sends it
    Filter(Supplier<Surroundings> look, boolean attributes, String sender) {
        this.look = look;
        this.attributes = attributes;
        this.sender = sender;
    }

    /// The stanza without; the same object if there is nothing to take out.
    Element filtered(Element stanza) {
        return children(stanza);
    }

    private Surroundings surroundings() {
        Surroundings current = known;
        if (current == null) {
            current = look.get();
            known = current;
        }
        return current;
    }

    /// How many things were taken out.
    int count() {
        return count;
    }

    /// What kind of things, for the auditor.
    String removed() {
        return String.join(" ", removed);
    }

    /// What is left is good for nothing.
    boolean isPointless() {
        return pointless;
    }

    private Element children(Element element) {
        List<Node> kept = null;
        List<Node> nodes = element.children();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node now = node(element, node);
            if (now != node && kept == null) {
                kept = new ArrayList<>(nodes.subList(0, i));
            }
            if (kept != null && now != null) {
                kept.add(now);
            }
        }
        if (kept == null) {
            return element;
        }
        Element changed = element.withChildren(kept);
        pointless |= isLost(changed);
        return changed;
    }

    private @Nullable Node node(Element parent, Node node) {
        return switch (node) {
            case Element child -> element(child);
            case Text text -> text(parent, text);
        };
    }

    private Node text(Element parent, Text text) {
        if (OF_PEOPLE.contains(parent.namespace()) || !SessionText.mayHave(text.value())) {
            return text;
        }
        String kept = SessionText.without(text.value(), surroundings());
        if (kept.equals(text.value())) {
            return text;
        }
        note("sdp");
        return new Text(kept);
    }

    private @Nullable Element element(Element element) {
        String namespace = element.namespace();
        switch (element.name()) {
            case "candidate", "remote-candidate" -> {
                return candidate(element);
            }
            case "streamhost" -> {
                return streamhost(element);
            }
            case "ip", "port" -> {
                if (namespace.startsWith(ADDRESS_CHECK)) {
                    note("address-check");
                    return null;
                }
            }
            default -> {}
        }
        Element kept = children(element);
        return attributes && !namespace.equals(Namespaces.CLIENT) ? withoutAddresses(kept) : kept;
    }

    /// ICE and raw UDP have an `ip`, SOCKS5 has a `host`, older forms an `address`.
    private @Nullable Element candidate(Element candidate) {
        String host = host(candidate);
        String type = candidate.attribute("type", "");
        boolean proxy = candidate.namespace().equals(S5B);
        boolean relay = proxy
                ? type.equals("proxy") && !isOwn(candidate.attribute("jid"))
                : type.equals("relay") || candidate.name().equals("remote-candidate");
        boolean stays = host == null
                || (relay ? surroundings().allowsRelay(host) : surroundings().allowsDirect(host));
        if (!stays) {
            note(candidate.namespace());
            return null;
        }
        return withoutRelated(candidate);
    }

    private static @Nullable String host(Element candidate) {
        for (String name : List.of("ip", "host", "address")) {
            String host = candidate.attribute(name);
            if (host != null) {
                return host;
            }
        }
        return null;
    }

    /// A relay's candidate says behind which address its user is.
    private Element withoutRelated(Element candidate) {
        String related = candidate.attribute("rel-addr");
        if (related == null || surroundings().allowsDirect(related)) {
            return candidate;
        }
        note("rel-addr");
        return candidate.with("rel-addr", null).with("rel-port", null);
    }

    private @Nullable Element streamhost(Element streamhost) {
        String host = streamhost.attribute("host", "");
        boolean stays = isOwn(streamhost.attribute("jid"))
                ? surroundings().allowsDirect(host)
                : surroundings().allowsRelay(host);
        if (!stays) {
            note(streamhost.namespace());
            return null;
        }
        return streamhost;
    }

    private boolean isOwn(@Nullable String jid) {
        return jid == null || jid.equals(sender) || jid.startsWith(sender + '/');
    }

    private Element withoutAddresses(Element element) {
        Element kept = element;
        for (String name : element.attributes().keySet()) {
            if (!ADDRESSES.contains(name)) {
                continue;
            }
            String value = element.attribute(name, "");
            if (Network.literal(value).isPresent() && !surroundings().allowsRelay(value)) {
                note("attribute " + name);
                kept = kept.with(name, null);
            }
        }
        return kept;
    }

    private void note(String what) {
        count++;
        removed.add(what);
    }

    /// A list of candidates may be empty where more can follow (XEP-0176 §5.2, XEP-0260 §2.3); raw UDP and XEP-0065
    /// name theirs once.
    private static boolean isLost(Element changed) {
        return changed.is(BYTESTREAMS, "query") && !changed.has(BYTESTREAMS, "streamhost")
                || changed.namespace().startsWith(RAW_UDP)
                        && changed.name().equals("transport")
                        && changed.elements().noneMatch(child -> child.name().equals("candidate"));
    }
}
