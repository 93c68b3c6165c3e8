// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.guard.Act;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.Set;
import java.util.function.IntSupplier;

/// What a stanza is counted as, and how heavily: by its bytes, and by how many it goes to. Pure functions.
///
/// @param visible it is something that a recipient reads
record Weighed(Kind kind, double cost, boolean visible) {

    private static final String ROOM = "http://jabber.org/protocol/muc";
    private static final String SLOTS = "urn:xmpp:http:upload:0";

    /// What clients tell each other beside the conversation.
    private static final Set<String> SILENT = Set.of(
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "urn:xmpp:hints",
            "urn:xmpp:sid:0",
            "jabber:x:delay",
            "urn:xmpp:delay");

    private static final double BYTES_OF_A_MESSAGE = 4096;
    private static final double LIGHT = 0.25;

    /// A message to many weighs more, but people talk in large rooms.
    private static final double RECIPIENTS = 50;
    private static final double HEAVIEST_FAN_OUT = 8;

    /// @param fanOut how many get what is sent to a room, or what an account sends to all
    static Weighed of(Act act, IntSupplier fanOut) {
        Stanza stanza = act.stanza();
        if (stanza.isError()) {
            return new Weighed(Kind.RESPONSE, 1, false);
        }
        return switch (stanza) {
            case Message message -> message(act, message, fanOut);
            case Presence presence -> presence(presence, fanOut);
            case Iq iq -> iq(iq);
        };
    }

    private static Weighed message(Act act, Message message, IntSupplier fanOut) {
        if (!act.glance().isTalk() && !isVisible(message)) {
            return new Weighed(Kind.MESSAGE, LIGHT, false);
        }
        double cost = 1 + message.element().size() / BYTES_OF_A_MESSAGE;
        if (message.type() == Message.Type.GROUPCHAT) {
            cost += spread(fanOut.getAsInt());
        }
        return new Weighed(Kind.MESSAGE, cost, true);
    }

    private static boolean isVisible(Message message) {
        return message.hasBody()
                || message.element().has(Namespaces.CLIENT, "subject")
                || message.element()
                        .elements()
                        .anyMatch(child -> !SILENT.contains(child.namespace())
                                && !child.namespace().equals(Namespaces.CLIENT));
    }

    private static Weighed presence(Presence presence, IntSupplier fanOut) {
        return switch (presence.type()) {
            case SUBSCRIBE -> new Weighed(Kind.SUBSCRIPTION, 1, true);
            case SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> new Weighed(Kind.SUBSCRIPTION, LIGHT, false);
            case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> {
                double cost = 1 + presence.element().size() / BYTES_OF_A_MESSAGE;
                if (presence.to() == null) {
                    yield new Weighed(Kind.PRESENCE, cost + spread(fanOut.getAsInt()), false);
                }
                yield new Weighed(
                        presence.element().has(ROOM, "x") ? Kind.JOIN : Kind.PRESENCE, Math.min(cost, 4), false);
            }
        };
    }

    private static Weighed iq(Iq iq) {
        if (!iq.isRequest()) {
            return new Weighed(Kind.RESPONSE, 1, false);
        }
        Element payload = iq.element().firstElement();
        return payload != null && payload.is(SLOTS, "request")
                ? new Weighed(Kind.UPLOAD, 1, false)
                : new Weighed(Kind.IQ, 1 + iq.element().size() / (2 * BYTES_OF_A_MESSAGE), false);
    }

    private static double spread(int recipients) {
        return Math.min(recipients / RECIPIENTS, HEAVIEST_FAN_OUT);
    }
}
