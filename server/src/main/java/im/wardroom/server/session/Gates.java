// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.extension.Hooks.Gate;
import im.wardroom.server.extension.Slots;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds back what a client does not want now, the newest of each kind, and lets it go in order. Belongs to the
/// session.
final class Gates {

    /// Held stanzas of one session; past it, all of them go.
    private static final int MAX_HELD = 500;

    private final List<Gate> gates;
    private final Slots slots;
    private final Map<String, Outbound> held = new LinkedHashMap<>();

    Gates(List<Gate> gates, Slots slots) {
        this.gates = gates;
        this.slots = slots;
    }

    /// What goes to the client now: nothing, this stanza, or the held ones and this.
    List<Outbound> check(Outbound outbound) {
        for (Gate gate : gates) {
            switch (gate.check(slots, outbound.stanza())) {
                case PASS -> {}
                case DROP -> {
                    return List.of();
                }
                case HOLD -> {
                    return hold(outbound);
                }
            }
        }
        if (held.isEmpty()) {
            return List.of(outbound);
        }
        List<Outbound> all = new ArrayList<>(open());
        all.add(outbound);
        return all;
    }

    private List<Outbound> hold(Outbound outbound) {
        Stanza stanza = outbound.stanza();
        String kind = stanza.element().name() + ' ' + stanza.from();
        held.remove(kind);
        held.put(kind, outbound);
        return held.size() > MAX_HELD ? open() : List.of();
    }

    List<Outbound> open() {
        List<Outbound> all = List.copyOf(held.values());
        held.clear();
        return all;
    }
}
