// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks.Gate;
import im.wardroom.server.extension.Slots;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds back what a client does not want now, the newest of each kind, and lets it go in order. Belongs to the
/// account.
final class Gates {

    /// Held stanzas of one session; past it, all of them go.
    private static final int MAX_HELD = 500;

    private final List<Gate> gates;
    private final Slots slots;
    private final Map<String, Outgoing> held = new LinkedHashMap<>();

    Gates(List<Gate> gates, Slots slots) {
        this.gates = gates;
        this.slots = slots;
    }

    /// What goes to the client now: nothing, this stanza, or the held ones and this.
    List<Outgoing> check(Outgoing outgoing) {
        for (Gate gate : gates) {
            switch (gate.check(slots, outgoing.stanza())) {
                case PASS -> {}
                case DROP -> {
                    return List.of();
                }
                case HOLD -> {
                    return hold(outgoing);
                }
            }
        }
        if (held.isEmpty()) {
            return List.of(outgoing);
        }
        List<Outgoing> all = new ArrayList<>(open());
        all.add(outgoing);
        return all;
    }

    private List<Outgoing> hold(Outgoing outgoing) {
        Stanza stanza = outgoing.stanza();
        String kind = stanza.element().name() + ' ' + stanza.from();
        held.remove(kind);
        held.put(kind, outgoing);
        return held.size() > MAX_HELD ? open() : List.of();
    }

    List<Outgoing> open() {
        List<Outgoing> all = List.copyOf(held.values());
        held.clear();
        return all;
    }
}
