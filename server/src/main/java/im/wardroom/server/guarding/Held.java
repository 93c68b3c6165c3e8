// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Verdict;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Objects;

/// A message that waits for somebody's decision.
///
/// @param reference of the finding
/// @param text why, for whoever is asked
public record Held(String id, Instant at, Message message, Verdict.Until until, String reference, String text) {

    public Jid from() {
        return Objects.requireNonNull(message.from());
    }

    public Jid to() {
        return Objects.requireNonNull(message.to());
    }

    /// About how many bytes it takes.
    long size() {
        return message.element().size();
    }

    /// Who decides.
    BareJid asked() {
        return (until == Verdict.Until.RECIPIENT_ASKS ? to() : from()).bare();
    }

    GuardRecords.Entry toEntry() {
        Element element = Element.of(Recorded.NS, "held")
                .with("until", until.name())
                .with("reference", reference)
                .with("text", text)
                .with(message.element());
        return new GuardRecords.Entry(Kind.HELD, id, at, element.toBytes(""));
    }

    static Held read(GuardRecords.Entry entry) {
        Element element = Element.read(entry.content(), "");
        Element message =
                element.elements(Namespaces.CLIENT, "message").findFirst().orElseThrow();
        return new Held(
                entry.id(),
                entry.at(),
                (Message) Stanza.parse(message),
                Verdict.Until.valueOf(element.attribute("until", "")),
                element.attribute("reference", ""),
                element.attribute("text", ""));
    }
}
