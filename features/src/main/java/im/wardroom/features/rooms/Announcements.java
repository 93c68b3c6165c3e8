// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.features.rooms.Occupant.Seat;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The presence of a room's occupants, as the others see it (XEP-0045 §7.2, §7.14): with the account's address for
/// those who may see it. What goes to many is written once. Belongs to the room.
final class Announcements {

    private final Room room;

    Announcements(Room room) {
        this.room = room;
    }

    /// Tells everybody what happened to an occupant, those concerned last.
    ///
    /// @param own more codes for the occupant's devices
    void toAll(Occupant concerned, Notice notice, List<Integer> own, EntityContext out) {
        Versions versions = new Versions(concerned, notice);
        if (isShown(concerned.role)) {
            toOthers(concerned, versions, out);
        }
        Element toOwn = versions.own(own);
        for (Seat seat : concerned.seats()) {
            out.send(versions.addressed(toOwn, seat.jid()));
        }
    }

    /// A role or an affiliation has changed. Who is not shown any more is gone for the others.
    void changed(Occupant concerned, RoomRole before, Notice notice, EntityContext out) {
        if (isShown(before) && !isShown(concerned.role)) {
            toOthers(concerned, new Versions(concerned, Notice.GONE), out);
        }
        toAll(concerned, notice, List.of(), out);
    }

    private void toOthers(Occupant concerned, Versions versions, EntityContext out) {
        for (Occupant occupant : room.occupants().all()) {
            if (occupant != concerned) {
                for (Seat seat : occupant.seats()) {
                    out.send(versions.addressed(versions.of(occupant), seat.jid()));
                }
            }
        }
    }

    /// Tells one device only, whose own occupant it is.
    void toSelf(Occupant concerned, FullJid device, Notice notice, List<Integer> codes, EntityContext out) {
        Versions versions = new Versions(concerned, notice);
        out.send(versions.addressed(versions.own(codes), device));
    }

    /// XEP-0045 §7.2.2: who enters hears first who is here.
    void othersTo(Occupant newcomer, FullJid device, EntityContext out) {
        for (Occupant other : room.occupants().all()) {
            if (other != newcomer && isShown(other.role)) {
                Versions versions = new Versions(other, Notice.HERE);
                out.send(versions.addressed(versions.of(newcomer), device));
            }
        }
    }

    private boolean isShown(RoomRole role) {
        RoomRole least = room.config().shown();
        return least != RoomRole.NONE && role.isAtLeast(least);
    }

    /// One presence in the ways in which it is seen.
    private final class Versions {

        private final Occupant concerned;
        private final Notice notice;
        private final FullJid from;
        private @Nullable Element open;
        private @Nullable Element hidden;

        Versions(Occupant concerned, Notice notice) {
            this.concerned = concerned;
            this.notice = notice;
            this.from = room.address().with(concerned.nick);
        }

        Element of(Occupant receiver) {
            if (room.config().revealed() || receiver.role == RoomRole.MODERATOR) {
                open = open == null ? write(true, List.of()) : open;
                return open;
            }
            hidden = hidden == null ? write(false, List.of()) : hidden;
            return hidden;
        }

        Element own(List<Integer> more) {
            return write(true, Stream.concat(Stream.of(Muc.SELF), more.stream()).toList());
        }

        Presence addressed(Element presence, FullJid to) {
            return new Presence(presence, null, null, notice.type()).addressed(from, to);
        }

        private Element write(boolean revealed, List<Integer> more) {
            Element presence = Element.of(Namespaces.CLIENT, "presence")
                    .with("type", notice.type().attribute())
                    .withAll(notice.isGone() ? List.of() : concerned.latest().shown())
                    .withAll(notice.isGone() ? List.of() : hats())
                    .with(Element.of(Muc.OCCUPANT_ID, "occupant-id").with("id", concerned.id))
                    .with(explanation(revealed, more));
            return presence.rendered();
        }

        /// XEP-0317 §3.1.
        private List<Element> hats() {
            List<Hat> worn = room.hats().of(concerned.user);
            return worn.isEmpty()
                    ? List.of()
                    : List.of(Element.of(Hat.NS, "hats")
                            .withAll(worn.stream().map(Hat::toElement).toList()));
        }

        private Element explanation(boolean revealed, List<Integer> more) {
            Element x = Element.of(Muc.USER, "x").with(item(revealed));
            for (int code : notice.codes()) {
                x = x.with(status(code));
            }
            for (int code : more) {
                x = x.with(status(code));
            }
            return notice.extra() == null ? x : x.with(notice.extra());
        }

        private Element item(boolean revealed) {
            Resource newNick = notice.newNick();
            boolean leaves = notice.isGone() && newNick == null;
            Element item = Element.of(Muc.USER, "item")
                    .with("affiliation", room.affiliations().of(concerned.user).toString())
                    .with("role", (leaves ? RoomRole.NONE : concerned.role).toString())
                    .with(
                            "jid",
                            revealed && !concerned.isGone()
                                    ? concerned.latest().jid().toString()
                                    : null)
                    .with("nick", newNick == null ? null : newNick.toString());
            if (notice.actor() != null) {
                item = item.with(Element.of(Muc.USER, "actor")
                        .with("nick", notice.actor().toString()));
            }
            return notice.reason() == null ? item : item.with(Element.of(Muc.USER, "reason", notice.reason()));
        }
    }

    static Element status(int code) {
        return Element.of(Muc.USER, "status").with("code", String.valueOf(code));
    }
}
