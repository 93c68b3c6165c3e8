// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.Set;

/// Which messages a device is woken for: those that a person wants to see now. Pure functions.
final class Worth {

    private static final String CALL = "urn:xmpp:jingle-message:0";
    private static final String ROOM_USER = "http://jabber.org/protocol/muc#user";
    private static final String ROOM_INVITATION = "jabber:x:conference";

    /// Payloads whose message may have no body that says anything.
    private static final Set<String> ENCRYPTED =
            Set.of("eu.siacs.conversations.axolotl", "urn:xmpp:omemo:2", "urn:xmpp:openpgp:0", "jabber:x:encrypted");

    private Worth() {}

    /// @param kept it waits in the log
    static boolean isForAbsent(Message message, boolean kept) {
        return kept
                && (message.type() == Message.Type.CHAT || message.type() == Message.Type.NORMAL)
                && (message.hasBody() || message.element().elements().anyMatch(Worth::isUrgent));
    }

    /// What is said in a room goes to those who are in it: a device whose stream waits to be resumed is.
    static boolean isForOccupant(Message message) {
        return message.type() == Message.Type.GROUPCHAT
                && (message.hasBody() || message.element().elements().anyMatch(e -> ENCRYPTED.contains(e.namespace())));
    }

    private static boolean isUrgent(Element payload) {
        return ENCRYPTED.contains(payload.namespace())
                || payload.is(CALL, "propose")
                || payload.is(ROOM_INVITATION, "x")
                || payload.is(ROOM_USER, "x") && payload.has(ROOM_USER, "invite");
    }
}
