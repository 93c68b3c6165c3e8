// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.quarantine;

import im.wardroom.guard.Act;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an account in quarantine may do: be there, read what is its own, and talk to the security desk. Everything that
/// is not named here does not pass.
public final class Confinement {

    private static final String ARCHIVE = "urn:xmpp:mam:2";

    /// Requests that only change what the device itself is shown.
    private static final Set<String> OWN_SETTINGS = Set.of(
            ARCHIVE, "urn:xmpp:carbons:2", "urn:ietf:params:xml:ns:xmpp-session", "urn:ietf:params:xml:ns:xmpp-bind");

    private final Set<Domain> desks;
    private final Set<Domain> rooms;

    /// @param desks the domains of the security desk
    /// @param rooms those of the server's rooms
    public Confinement(Set<Domain> desks, Set<Domain> rooms) {
        this.desks = Set.copyOf(desks);
        this.rooms = Set.copyOf(rooms);
    }

    /// What of the stanza passes; null if nothing does.
    public @Nullable Stanza passing(Act act) {
        Stanza stanza = act.stanza();
        Jid to = stanza.to();
        if (to != null && to.bare().local() == null && desks.contains(to.domain())) {
            return stanza instanceof Presence ? null : stanza;
        }
        boolean own = to == null || isOwn(act.sender(), to);
        return switch (stanza) {
            case Message _ -> null;
            case Presence presence -> to == null ? bare(presence) : null;
            case Iq iq -> passes(iq, own) ? iq : null;
        };
    }

    private static boolean isOwn(BareJid sender, Jid to) {
        return to instanceof BareJid
                && (to.equals(sender) || to.local() == null && to.domain().equals(sender.domain()));
    }

    private boolean passes(Iq iq, boolean own) {
        if (!iq.isRequest()) {
            // The answer to a ping of the server carries nothing.
            return own && iq.element().elements().findAny().isEmpty();
        }
        String namespace =
                iq.element().elements().findFirst().map(Element::namespace).orElse("");
        if (!own) {
            // The archive of a room is read with a request to the room.
            return iq.to() instanceof BareJid room && rooms.contains(room.domain()) && namespace.equals(ARCHIVE);
        }
        return iq.type() == Iq.Type.GET || OWN_SETTINGS.contains(namespace);
    }

    /// That the account is there, and nothing that somebody could read.
    private static @Nullable Stanza bare(Presence presence) {
        return switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE ->
                presence.withElement(presence.element()
                        .withChildren(List.copyOf(presence.element()
                                .elements()
                                .filter(child -> child.name().equals("priority"))
                                .toList())));
            default -> null;
        };
    }
}
