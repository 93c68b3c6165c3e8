// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import im.wardroom.guard.Glance;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.Set;
import java.util.function.Supplier;

/// Reads what a stanza carries: the bodies and subjects of messages and everything in them that a client shows or
/// follows (XEP-0066, XEP-0071, XEP-0372, XEP-0385, XEP-0447), the status of presence, and what is published in
/// profiles, nodes and rooms. Linear in the size of the stanza.
public final class CargoReader {

    private static final Set<String> PUBLISHED = Set.of(
            "vcard-temp",
            "urn:ietf:params:xml:ns:vcard-4.0",
            "http://jabber.org/protocol/pubsub",
            "http://jabber.org/protocol/pubsub#owner",
            "http://jabber.org/protocol/muc#owner",
            "http://jabber.org/protocol/muc#admin",
            "http://jabber.org/protocol/si",
            "urn:xmpp:jingle:1");

    private final Supplier<ArtefactRules> rules;
    private final FileFacts files;

    public CargoReader(Supplier<ArtefactRules> rules, FileFacts files) {
        this.rules = rules;
        this.files = files;
    }

    public Cargo read(Stanza stanza) {
        Hold hold = new Hold(rules.get(), files);
        switch (stanza) {
            case Message message -> {
                if (Glance.of(message).isHarmless()) {
                    return Cargo.NONE;
                }
                hold.walk(message.element());
            }
            case Presence presence ->
                presence.element().elements(Namespaces.CLIENT, "status").forEach(hold::walk);
            case Iq iq -> {
                Element payload = iq.type() == Iq.Type.SET ? iq.element().firstElement() : null;
                if (payload != null && PUBLISHED.contains(payload.namespace())) {
                    hold.walk(payload);
                }
            }
        }
        return hold.cargo();
    }
}
