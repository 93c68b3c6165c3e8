// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Act;
import im.wardroom.guard.Invitations;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds whom an act reaches: a person, the people in a room, whoever is invited, or the sender's audience.
final class Reaches {

    private final Rooms rooms;

    Reaches(Rooms rooms) {
        this.rooms = rooms;
    }

    /// @param withPeople whether it has to be known who is in a room
    Reach of(Act act, boolean withPeople) {
        BareJid sender = act.sender();
        Jid to = act.stanza().to();
        Jid others = to == null || to.bare().equals(sender) ? null : to;
        return switch (act.stanza()) {
            case Message message -> others == null ? nobody(sender) : message(act, message, others, withPeople);
            case Presence presence -> presence(sender, presence, to, withPeople);
            case Iq iq -> iq(sender, iq, others, withPeople);
        };
    }

    private Reach message(Act act, Message message, Jid to, boolean withPeople) {
        List<BareJid> invited = Invitations.in(act);
        if (!invited.isEmpty()) {
            return person(invited.getFirst());
        }
        if (message.type() == Message.Type.GROUPCHAT) {
            return new Reach(Reach.Kind.ROOM, to.bare(), people(to.bare(), act.sender(), withPeople));
        }
        return somebody(to);
    }

    /// The person behind a nickname, if it is one.
    private Reach somebody(Jid to) {
        BareJid behind = rooms.behind(to);
        return person(behind == null ? to.bare() : behind);
    }

    /// Whether one message is for several people whom a room shall invite.
    static boolean isInvitationOfSeveral(Act act) {
        return Invitations.in(act).size() > 1;
    }

    private Reach presence(BareJid sender, Presence presence, @Nullable Jid to, boolean withPeople) {
        if (to == null) {
            return new Reach(Reach.Kind.AUDIENCE, sender, List.of());
        }
        return rooms.isRoom(to.bare())
                ? new Reach(Reach.Kind.ROOM, to.bare(), people(to.bare(), sender, withPeople))
                : to.bare().equals(sender) ? nobody(sender) : person(to.bare());
    }

    private Reach iq(BareJid sender, Iq iq, @Nullable Jid to, boolean withPeople) {
        Element payload = iq.element().firstElement();
        boolean isDirect = payload != null && !payload.namespace().startsWith("http://jabber.org/protocol/pubsub");
        if (to == null || !isDirect) {
            return new Reach(Reach.Kind.AUDIENCE, sender, List.of());
        }
        BareJid other = to.bare();
        return rooms.isRoom(other) && to.resource() == null
                ? new Reach(Reach.Kind.ROOM, other, people(other, sender, withPeople))
                : somebody(to);
    }

    private List<BareJid> people(BareJid room, BareJid sender, boolean withPeople) {
        return withPeople ? rooms.others(room, sender) : List.of();
    }

    private static Reach person(BareJid account) {
        return new Reach(Reach.Kind.PERSON, account, List.of(account));
    }

    private static Reach nobody(BareJid sender) {
        return new Reach(Reach.Kind.NOBODY, sender, List.of());
    }
}
