// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.csi;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Gate.Passage;
import im.wardroom.server.extension.Slot;
import im.wardroom.server.extension.Slots;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Client State Indication (XEP-0352): a client that nobody looks at is not woken for presence and typing.
public final class ClientState implements Feature {

    private static final String NS = "urn:xmpp:csi:0";
    private static final String CHAT_STATES = "http://jabber.org/protocol/chatstates";
    private static final Slot<Boolean> INACTIVE = Slot.of("inactive", false);

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(352, "1.0.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.nonza(NS, "inactive", device -> set(device, true))
                .nonza(NS, "active", device -> set(device, false))
                .bindNonza(NS, "inactive")
                .gate(ClientState::check)
                .offer(domain -> Element.of(NS, "csi"));
    }

    /// What was held goes when the client becomes active.
    private static boolean set(Slots device, boolean inactive) {
        device.set(INACTIVE, inactive);
        return !inactive;
    }

    private static Passage check(Slots device, Stanza stanza) {
        if (!device.get(INACTIVE)) {
            return Passage.PASS;
        }
        return switch (stanza) {
            case Presence presence -> isState(presence) ? Passage.HOLD : Passage.PASS;
            case Message message -> isTyping(message) ? Passage.HOLD : Passage.PASS;
            case Iq _ -> Passage.PASS;
        };
    }

    private static boolean isState(Presence presence) {
        return presence.type() == Presence.Type.AVAILABLE || presence.type() == Presence.Type.UNAVAILABLE;
    }

    private static boolean isTyping(Message message) {
        return !message.hasBody()
                && message.element()
                        .elements()
                        .allMatch(child -> child.namespace().equals(CHAT_STATES)
                                || child.name().equals("thread"))
                && message.element().firstElement() != null;
    }
}
