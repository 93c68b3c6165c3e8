// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Reason;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that the guard found, as it is kept.
///
/// @param reference by which people ask about it
/// @param recipient null if it was for nobody in particular
/// @param verdict its name
/// @param enforced false if the rule was only observed
/// @param count how often the same happened to the sender in that minute
public record Recorded(
        String reference,
        Instant at,
        BareJid sender,
        @Nullable Jid recipient,
        Finding finding,
        String verdict,
        boolean enforced,
        long count) {

    static final String NS = "urn:wardroom:guard:0";

    Recorded counted(long changed) {
        return new Recorded(reference, at, sender, recipient, finding, verdict, enforced, changed);
    }

    GuardRecords.Entry toEntry() {
        Element element = Element.of(NS, "finding")
                .with("reason", finding.reason().name())
                .with("sender", sender.toString())
                .with("recipient", recipient == null ? null : recipient.toString())
                .with("verdict", verdict)
                .with("enforced", Boolean.toString(enforced))
                .with("count", Long.toString(count))
                .with(Element.of(NS, "text", finding.text()));
        for (Map.Entry<String, String> seen : finding.evidence().entrySet()) {
            element = element.with(Element.of(NS, "seen", seen.getValue()).with("name", seen.getKey()));
        }
        return new GuardRecords.Entry(Kind.FINDING, reference, at, element.toBytes(""));
    }

    static Recorded read(GuardRecords.Entry entry) {
        Element element = Element.read(entry.content(), "");
        String recipient = element.attribute("recipient");
        Map<String, String> evidence = new HashMap<>();
        element.elements(NS, "seen").forEach(seen -> evidence.put(seen.attribute("name", ""), seen.text()));
        String text = element.find(NS, "text").map(Element::text).orElse("");
        return new Recorded(
                entry.id(),
                entry.at(),
                BareJid.parse(element.attribute("sender", "")),
                recipient == null ? null : Jid.parse(recipient),
                new Finding(Reason.valueOf(element.attribute("reason", "")), text, evidence),
                element.attribute("verdict", ""),
                Boolean.parseBoolean(element.attribute("enforced")),
                Long.parseLong(element.attribute("count", "1")));
    }
}
