// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Origin;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.Cargo;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Template;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is remembered of an act without its content: who, to whom, when, of what kind, and which links, files and
/// wordings by their names. Enough to ask the worm detector again.
final class TrafficLine {

    private static final String MUC = "http://jabber.org/protocol/muc";
    /// From this field on.
    private static final int ARTEFACTS = 5;

    private static final String LINK = "l";
    private static final String FOLLOWED = "f";
    private static final String EVERYDAY = "e";
    private static final String WORDING = "w";

    private TrafficLine() {}

    /// Null if nothing of it matters later.
    static @Nullable String of(Act act, Cargo cargo) {
        String kind = kind(act.stanza(), cargo);
        Jid to = act.stanza().to();
        if (kind == null) {
            return null;
        }
        StringBuilder line = new StringBuilder()
                .append(act.at().toEpochMilli())
                .append('\t')
                .append(act.origin().kind().ordinal())
                .append('\t')
                .append(kind)
                .append('\t')
                .append(act.origin().jid())
                .append('\t')
                .append(to == null ? "" : to.toString());
        cargo.links().forEach(link -> append(line, LINK, link));
        cargo.traces().forEach(trace -> append(line, trace.everyday() ? EVERYDAY : FOLLOWED, trace.artefact()));
        if (cargo.template() != null) {
            append(line, WORDING, cargo.template());
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String tag, Artefact artefact) {
        line.append('\t').append(tag).append(artefact.spelling());
    }

    private static @Nullable String kind(Stanza stanza, Cargo cargo) {
        return switch (stanza) {
            case Message message ->
                message.isError() || !message.hasBody() && cargo.isEmpty()
                        ? null
                        : message.type().name().toLowerCase(Locale.ROOT);
            case Presence presence ->
                switch (presence.type()) {
                    case SUBSCRIBE -> "subscribe";
                    case AVAILABLE -> presence.element().has(MUC, "x") ? "join" : cargo.isEmpty() ? null : "status";
                    case UNAVAILABLE -> presence.to() == null ? null : "leave";
                    default -> null;
                };
            case Iq _ -> cargo.isEmpty() ? null : "publish";
        };
    }

    /// An act as it was, but for its content.
    static Act act(String line) {
        String[] fields = line.split("\t", -1);
        Jid from = Jid.parse(fields[3]);
        Jid to = fields[4].isEmpty() ? null : Jid.parse(fields[4]);
        Origin origin = new Origin(from, Origin.Kind.values()[Integer.parseInt(fields[1])], null);
        Stanza stanza = stanza(fields[2], from, to);
        // What it carried is in the line, and at a glance it must not look like mere words.
        Stanza whole = fields.length > ARTEFACTS
                ? stanza.withElement(stanza.element().with(Element.of("urn:wardroom:guard:0", "carried")))
                : stanza;
        return new Act(origin, whole, Instant.ofEpochMilli(Long.parseLong(fields[0])));
    }

    private static Stanza stanza(String kind, Jid from, @Nullable Jid to) {
        return switch (kind) {
            case "subscribe" -> Presence.of(Presence.Type.SUBSCRIBE, from, to);
            case "leave" -> Presence.of(Presence.Type.UNAVAILABLE, from, to);
            case "join" -> {
                Presence join = Presence.of(Presence.Type.AVAILABLE, from, to);
                yield join.withElement(join.element().with(Element.of(MUC, "x")));
            }
            case "status" -> Presence.of(Presence.Type.AVAILABLE, from, to);
            case "publish" -> Iq.set("replayed", from, to, Element.of("http://jabber.org/protocol/pubsub", "pubsub"));
            default -> {
                Element element = Element.of(Namespaces.CLIENT, "message")
                        .with("type", kind)
                        .with(Element.of(Namespaces.CLIENT, "body"));
                yield Stanza.parse(element).addressed(from, to);
            }
        };
    }

    static Cargo cargo(String line) {
        String[] fields = line.split("\t", -1);
        List<Link> links = new ArrayList<>();
        List<Cargo.Trace> traces = new ArrayList<>();
        Template wording = null;
        for (int i = ARTEFACTS; i < fields.length; i++) {
            Artefact artefact = Artefact.parse(fields[i].substring(1));
            switch (fields[i].substring(0, 1)) {
                case LINK -> links.add((Link) artefact);
                case FOLLOWED -> traces.add(new Cargo.Trace(artefact, false));
                case EVERYDAY -> traces.add(new Cargo.Trace(artefact, true));
                case WORDING -> wording = (Template) artefact;
                default -> throw new IllegalArgumentException("an unknown kind of artefact in the record of traffic");
            }
        }
        return new Cargo(links, traces, wording);
    }
}
