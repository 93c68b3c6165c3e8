// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import im.wardroom.guard.EndToEnd;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// What a stanza carries, as far as it tells a client of people from a program. Pure functions.
final class Payloads {

    /// Where the extensions of clients are named.
    private static final List<String> COMMON = List.of(
            "urn:xmpp:",
            "http://jabber.org/protocol/",
            "jabber:",
            "vcard-temp",
            "urn:ietf:",
            "http://www.w3.org/",
            "storage:",
            "http://jabber.org/features/");

    /// Among them, those that carry data of programs for each other (XEP-0009, XEP-0335, XEP-0432 and the like).
    private static final List<String> FOR_PROGRAMS = List.of(
            "jabber:iq:rpc",
            "urn:xmpp:json:",
            "urn:xmpp:json-msg:",
            "urn:xmpp:iot:",
            "urn:xmpp:fdp:",
            "http://jabber.org/protocol/ibb");

    private Payloads() {}

    /// Says something: no typing, receipt, marker or the like.
    static boolean speaks(Stanza stanza) {
        return stanza instanceof Message message
                && (message.hasBody() || message.element().elements().anyMatch(EndToEnd::is) || isForPrograms(stanza));
    }

    /// Something that no person's client sends.
    static boolean isForPrograms(Stanza stanza) {
        return switch (stanza) {
            case Message message -> !message.hasBody() && foreign(message.element());
            case Iq iq -> iq.isRequest() && foreign(iq.element());
            case Presence _ -> false;
        };
    }

    private static boolean foreign(Element stanza) {
        return stanza.elements()
                .filter(child -> !child.namespace().equals(Namespaces.CLIENT))
                .anyMatch(child -> !EndToEnd.is(child)
                        && (begins(child.namespace(), FOR_PROGRAMS) || !begins(child.namespace(), COMMON)));
    }

    private static boolean begins(String namespace, List<String> beginnings) {
        return beginnings.stream().anyMatch(namespace::startsWith);
    }
}
