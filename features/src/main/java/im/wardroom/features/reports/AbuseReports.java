// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.reports;

import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Spam reporting (XEP-0377): whoever blocks an address may say why, and whoever the server asks hears of it. The block
/// and what is kept of the report are up to the blocking command; this follows what it keeps. Incident reports
/// (XEP-0268) are taken, too; nothing is ever forwarded to others.
public final class AbuseReports implements Feature {

    static final String NS = "urn:xmpp:reporting:1";
    private static final String BLOCKING = "urn:xmpp:blocking";
    private static final String INCIDENT = "urn:xmpp:incident:2";
    private static final String IODEF = "urn:ietf:params:xml:ns:iodef-1.0";
    private static final String STANZA_ID = "urn:xmpp:sid:0";
    private static final int MOST_MESSAGES = 5;
    private static final int MOST_SOURCES = 10;
    private static final int LONGEST = 100;

    /// Told of each report. Returns at once; thread-safe.
    @FunctionalInterface
    public interface Listener {
        Listener NONE = (reporter, reported, reason, messages) -> {};

        /// @param reason in short: `spam`, `abuse`, or what else the reporter's program knows
        /// @param messages their ids in an archive
        void reported(BareJid reporter, BareJid reported, String reason, List<String> messages);
    }

    private final Listener listener;

    public AbuseReports(Listener listener) {
        this.listener = listener;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(377, "0.4.1"),
                Specification.xep(268, "0.6").partial("reports are taken; inquiries and requests are not answered"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.follow(BLOCKING, this::blocked)
                .server(INCIDENT, "report", this::incident)
                .serverFeature(NS, INCIDENT);
    }

    private void blocked(AccountView account, String address, byte[] kept) {
        if (kept.length == 0) {
            return;
        }
        Element report = Element.read(kept, "");
        List<String> messages = report.elements(STANZA_ID, "stanza-id")
                .limit(MOST_MESSAGES)
                .map(id -> shortened(id.attribute("id", "")))
                .toList();
        parsed(address)
                .ifPresent(reported ->
                        listener.reported(account.owner(), reported, reason(report.attribute("reason", "")), messages));
    }

    private static String reason(String urn) {
        return shortened(urn.substring(urn.lastIndexOf(':') + 1));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /// XEP-0268 §3: who is the source of an incident. Whoever reports it is answered that it was taken.
    private CompletableFuture<@Nullable Element> incident(Iq request, Element report) {
        Jid from = request.from();
        List<BareJid> sources = sources(report);
        if (from == null || request.type() != Iq.Type.SET || sources.isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "Name the address of at least one source.");
        }
        String type = report.elements(IODEF, "Incident")
                .flatMap(incident -> incident.elements(IODEF, "Assessment"))
                .flatMap(assessment -> assessment.elements(IODEF, "Impact"))
                .flatMap(impact -> Optional.ofNullable(impact.attribute("type")).stream())
                .findFirst()
                .orElse("incident");
        sources.forEach(source -> listener.reported(from.bare(), source, shortened(type), List.of()));
        return Hooks.answer(null);
    }

    private static List<BareJid> sources(Element report) {
        return report.elements(IODEF, "Incident")
                .flatMap(incident -> incident.elements(IODEF, "EventData"))
                .flatMap(data -> data.elements(IODEF, "Flow"))
                .flatMap(flow -> flow.elements(IODEF, "System"))
                .filter(system -> "source".equals(system.attribute("category")))
                .flatMap(system -> system.elements(IODEF, "Node"))
                .flatMap(node -> node.elements(IODEF, "Address"))
                .filter(address -> "xmpp".equals(address.attribute("ext-category")))
                .flatMap(AbuseReports::address)
                .distinct()
                .limit(MOST_SOURCES)
                .toList();
    }

    private static Stream<BareJid> address(Element element) {
        return parsed(element.text().strip()).stream();
    }

    private static Optional<BareJid> parsed(String address) {
        try {
            return Optional.of(Jid.parse(address).bare());
        } catch (InvalidJidException e) {
            return Optional.empty();
        }
    }
}
