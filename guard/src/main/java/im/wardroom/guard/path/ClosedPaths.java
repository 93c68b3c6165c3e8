// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.path;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.path.PathRules.Way;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Closes, or narrows, the ways on which files would go from device to device where nobody can look at them. Calls by
/// voice and picture stay. Between the devices of one account everything passes. Thread-safe.
public final class ClosedPaths implements Detector {

    private static final String JINGLE = "urn:xmpp:jingle:1";
    private static final String JINGLE_MESSAGE = "urn:xmpp:jingle-message:";
    private static final String CALL = "urn:xmpp:jingle:apps:rtp:";
    private static final String SOCKS5_TRANSPORT = "urn:xmpp:jingle:transports:s5b:1";
    private static final String IN_BAND_TRANSPORT = "urn:xmpp:jingle:transports:ibb:1";
    private static final String BYTESTREAMS = "http://jabber.org/protocol/bytestreams";
    private static final String SI = "http://jabber.org/protocol/si";

    private static final String TEXT =
            "Files cannot be sent from device to device here. Use your client's upload (HTTP File Upload) instead.";

    private final Supplier<PathRules> rules;

    public ClosedPaths(Supplier<PathRules> rules) {
        this.rules = rules;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        Stanza stanza = act.stanza();
        if (act.glance().isPlain()
                || stanza.isError()
                || act.recipient() == null
                || stanza instanceof Iq iq && iq.type() != Iq.Type.SET) {
            return Verdict.PASS;
        }
        PathRules current = rules.get();
        List<Node> children = new ArrayList<>(stanza.element().children());
        boolean changed = false;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof Element payload) {
                Element narrowed = narrowed(payload, current);
                if (narrowed == null) {
                    return new Verdict.Refuse(finding(payload));
                }
                changed |= narrowed != payload;
                children.set(i, narrowed);
            }
        }
        return changed
                ? new Verdict.Annotate(
                        stanza.withElement(stanza.element().withChildren(children)),
                        Finding.of(Reason.PATH_CLOSED, "Direct ways were taken out of the offer of a file."))
                : Verdict.PASS;
    }

    private static Finding finding(Element payload) {
        return Finding.of(Reason.PATH_CLOSED, TEXT).with("path", payload.namespace());
    }

    /// The same if it may pass as it is; null if it may not pass at all.
    private static @Nullable Element narrowed(Element payload, PathRules rules) {
        String namespace = payload.namespace();
        if (payload.is(JINGLE, "jingle")) {
            return jingle(payload, rules);
        }
        if (namespace.startsWith(JINGLE_MESSAGE) && payload.name().equals("propose")) {
            return rules.jingle() == Way.REFUSE && payload.elements().anyMatch(ClosedPaths::isNoCall) ? null : payload;
        }
        if (namespace.equals(SI)) {
            return rules.streamInitiation() == Way.REFUSE ? null : payload;
        }
        if (namespace.equals(BYTESTREAMS)) {
            return bytestream(payload, rules);
        }
        return payload;
    }

    private static boolean isNoCall(Element element) {
        return element.name().equals("description") && !element.namespace().startsWith(CALL);
    }

    /// XEP-0166 §7.2: contents come with session-initiate, content-add and their answers; candidates with more.
    private static @Nullable Element jingle(Element jingle, PathRules rules) {
        if (rules.jingle() == Way.PASS) {
            return jingle;
        }
        List<Node> contents = new ArrayList<>();
        boolean changed = false;
        for (Node node : jingle.children()) {
            if (!(node instanceof Element content) || !content.is(JINGLE, "content")) {
                contents.add(node);
                continue;
            }
            boolean data = content.elements().anyMatch(ClosedPaths::isNoCall);
            boolean way = content.elements()
                    .anyMatch(child -> child.namespace().equals(SOCKS5_TRANSPORT)
                            || child.namespace().equals(IN_BAND_TRANSPORT));
            if ((data || way) && rules.jingle() == Way.REFUSE) {
                return null;
            }
            Element relayed = relayed(content, data, rules);
            if (relayed == null) {
                return null;
            }
            changed |= relayed != content;
            contents.add(relayed);
        }
        return changed ? jingle.withChildren(contents) : jingle;
    }

    /// Leaves the proxies of the server, and pieces within stanzas.
    private static @Nullable Element relayed(Element content, boolean data, PathRules rules) {
        List<Node> children = new ArrayList<>();
        boolean changed = false;
        for (Node node : content.children()) {
            if (!(node instanceof Element child) || !child.name().equals("transport")) {
                children.add(node);
                continue;
            }
            if (child.namespace().equals(SOCKS5_TRANSPORT)) {
                Element kept = hosts(child, SOCKS5_TRANSPORT, "candidate", rules);
                changed |= kept != child;
                children.add(kept);
            } else if (data && !child.namespace().equals(IN_BAND_TRANSPORT)) {
                return null;
            } else {
                children.add(child);
            }
        }
        return changed ? content.withChildren(children) : content;
    }

    private static @Nullable Element bytestream(Element query, PathRules rules) {
        return switch (rules.bytestreams()) {
            case PASS -> query;
            case REFUSE -> query.has(BYTESTREAMS, "activate") ? query : null;
            case RELAY -> {
                Element kept = hosts(query, BYTESTREAMS, "streamhost", rules);
                boolean empty = query.has(BYTESTREAMS, "streamhost") && !kept.has(BYTESTREAMS, "streamhost");
                yield empty ? null : kept;
            }
        };
    }

    private static Element hosts(Element transport, String namespace, String name, PathRules rules) {
        List<Node> kept = new ArrayList<>();
        for (Node node : transport.children()) {
            boolean direct = node instanceof Element host
                    && host.is(namespace, name)
                    && !(rules.relays().contains(host.attribute("jid", ""))
                            && "proxy".equals(host.attribute("type", "proxy")));
            if (!direct) {
                kept.add(node);
            }
        }
        return kept.size() == transport.children().size() ? transport : transport.withChildren(kept);
    }
}
