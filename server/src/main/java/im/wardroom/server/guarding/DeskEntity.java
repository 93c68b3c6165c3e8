// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Service;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;

/// The desk's domain, which everybody of the server's accounts may write to; or an address on it, by which officers
/// answer to the person of the same name.
final class DeskEntity implements Entity {

    private final SecurityDesk security;
    private final Desk desk;

    DeskEntity(SecurityDesk security, Desk desk) {
        this.security = security;
        this.desk = desk;
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (!(stanza instanceof Message message)) {
            desk.receive(stanza, out);
            return;
        }
        if (message.type() == Message.Type.ERROR) {
            return;
        }
        String body = message.element()
                .find(Namespaces.CLIENT, "body")
                .map(Element::text)
                .orElse("");
        if (body.isBlank()) {
            // Chat states and receipts.
            return;
        }
        BareJid from = Objects.requireNonNull(message.from()).bare();
        Domain parent = Service.parent(out.address().domain());
        if (!from.domain().equals(parent) || from.local() == null) {
            throw new StanzaException(Condition.FORBIDDEN, "This desk is for people of its own server.");
        }
        if (out.address().local() == null) {
            security.heard(from, body, out);
        } else if (security.isOfficer(from)) {
            security.answered(BareJid.of(Objects.requireNonNull(out.address().local()), parent), body, out);
        } else {
            throw new StanzaException(Condition.FORBIDDEN, "Only officers write to people through the desk.");
        }
    }

    @Override
    public void end(EntityContext out) {
        // There is nothing that it would have to tell anybody.
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
