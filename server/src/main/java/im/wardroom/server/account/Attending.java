// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks.Attendance;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Presence;
import java.util.List;
import java.util.Objects;

/// Tells features who is there, and answers for them who is asked for. What presence says to others is not its
/// business. Belongs to the account.
final class Attending {

    private final Insides insides;
    private final List<Attendance> attendances;

    Attending(Insides insides) {
        this.insides = insides;
        this.attendances = insides.environment().extensions().attendances();
    }

    /// A device's presence went out.
    void departed(Device device, Presence presence, boolean wasAvailable) {
        if (presence.to() == null && presence.type() == Presence.Type.AVAILABLE) {
            for (Attendance attendance : attendances) {
                attendance.available(new View(insides), device, !wasAvailable);
            }
        }
    }

    /// True if features dealt with it.
    boolean probed(Presence presence) {
        if (presence.type() == Presence.Type.PROBE) {
            for (Attendance attendance : attendances) {
                if (attendance.probed(new View(insides), presence)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Something came from a contact whom the owner could see before, or not.
    void arrived(Presence presence, boolean couldSee) {
        Jid from = Objects.requireNonNull(presence.from());
        if (presence.type() == Presence.Type.SUBSCRIBED && !couldSee && canSee(from.bare())) {
            for (Attendance attendance : attendances) {
                attendance.admitted(new View(insides), from.bare());
            }
        }
    }

    boolean canSee(BareJid contact) {
        return insides.roster().findOrNone(contact).subscription().to();
    }
}
