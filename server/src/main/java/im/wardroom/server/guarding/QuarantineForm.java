// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.quarantine.Quarantine;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.stream.Collectors;

/// How a quarantine is kept.
public final class QuarantineForm {

    private static final String OFFICER = "officer";

    private QuarantineForm() {}

    static GuardRecords.Entry entry(Quarantine quarantine) {
        Element element = Element.of(Recorded.NS, "quarantine")
                .with("reason", quarantine.reason())
                .with("reference", quarantine.reference())
                .with(
                        "until",
                        quarantine.until() == null ? null : quarantine.until().toString())
                .with(Element.of(Recorded.NS, "text", quarantine.text()))
                .withAll(quarantine.releasedBy().stream()
                        .map(officer -> Element.of(Recorded.NS, OFFICER, officer))
                        .toList());
        return new GuardRecords.Entry(
                Kind.QUARANTINE, quarantine.account().toString(), quarantine.since(), element.toBytes(""));
    }

    /// Reads what was kept.
    public static Quarantine read(GuardRecords.Entry entry) {
        Element element = Element.read(entry.content(), "");
        String until = element.attribute("until");
        return new Quarantine(
                BareJid.parse(entry.id()),
                entry.at(),
                until == null ? null : Instant.parse(until),
                element.attribute("reason", ""),
                element.attribute("reference", ""),
                element.find(Recorded.NS, "text").map(Element::text).orElse(""),
                element.elements(Recorded.NS, OFFICER).map(Element::text).collect(Collectors.toSet()));
    }
}
