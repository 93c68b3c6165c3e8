// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Presence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Whom a component told that somebody on it is available: those are told otherwise when it goes (RFC 6121 §4.6).
/// Belongs to the component's loop.
final class PresenceTrail {

    /// Past it, the newest are not remembered.
    static final int MAX = 50_000;

    private final Set<Told> told = new LinkedHashSet<>();

    private record Told(Jid from, Jid to) {}

    void note(Presence presence) {
        Told one = new Told(Objects.requireNonNull(presence.from()), Objects.requireNonNull(presence.to()));
        if (presence.type() == Presence.Type.AVAILABLE && told.size() < MAX) {
            told.add(one);
        } else if (presence.type() == Presence.Type.UNAVAILABLE) {
            told.remove(one);
        }
    }

    /// What takes all of it back.
    List<Presence> takeBack() {
        List<Presence> all = told.stream()
                .map(one -> Presence.of(Presence.Type.UNAVAILABLE, one.from(), one.to()))
                .toList();
        told.clear();
        return all;
    }
}
