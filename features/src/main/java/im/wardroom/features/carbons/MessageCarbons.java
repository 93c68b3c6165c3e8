// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.carbons;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Direction;
import im.wardroom.server.extension.Slot;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Message Carbons (XEP-0280): copies of one-to-one messages to the user's other devices.
public final class MessageCarbons implements Feature, Hooks.Copying {

    static final String NS = "urn:xmpp:carbons:2";
    private static final String RULES = "urn:xmpp:carbons:rules:0";
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String HINTS = "urn:xmpp:hints";
    private static final String ROOM_USER = "http://jabber.org/protocol/muc#user";

    /// Payloads that make a message without a body worth copying (XEP-0280 §6.1).
    private static final Set<String> CONVERSATION = Set.of(
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:reactions:0",
            "urn:xmpp:message-correct:0",
            "urn:xmpp:message-retract:1",
            "jabber:x:conference",
            "eu.siacs.conversations.axolotl",
            "urn:xmpp:omemo:2");

    private static final Slot<Boolean> ENABLED = Slot.of("carbons", false);

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(280, "1.0.1"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "enable", (account, payload) -> set(account, true))
                .account(NS, "disable", (account, payload) -> set(account, false))
                .bind(NS, "enable", device -> device.set(ENABLED, true), device -> device.get(ENABLED))
                .copy(this)
                .serverFeature(NS, RULES);
    }

    private static void set(AccountContext account, boolean enabled) {
        DeviceView device = account.device();
        if (device == null) {
            throw new StanzaException(StanzaError.of(Condition.NOT_ALLOWED));
        }
        device.set(ENABLED, enabled);
        account.reply(null);
    }

    /// XEP-0280 §6.1.
    @Override
    public boolean isEligible(Message message, Direction direction) {
        Element element = message.element();
        if (element.has(NS, "private") || element.has(HINTS, "no-copy") || isCarbon(element)) {
            return false;
        }
        boolean fromRoom = direction == Direction.INBOUND && element.has(ROOM_USER, "x");
        return switch (message.type()) {
            case CHAT -> !fromRoom;
            case NORMAL -> !fromRoom && (message.hasBody() || isConversation(element));
            case ERROR -> isConversation(element);
            case GROUPCHAT, HEADLINE -> false;
        };
    }

    private static boolean isCarbon(Element element) {
        return element.has(NS, "sent") || element.has(NS, "received");
    }

    private static boolean isConversation(Element element) {
        return element.elements().anyMatch(child -> CONVERSATION.contains(child.namespace()));
    }

    @Override
    public boolean wants(DeviceView device) {
        return device.get(ENABLED);
    }

    /// XEP-0280 §7 and §8.
    @Override
    public Message copy(Message message, Direction direction, BareJid owner, Jid device) {
        String kind = direction == Direction.INBOUND ? "received" : "sent";
        Element forwarded = Element.of(FORWARD, "forwarded").with(message.element());
        Element copy = Element.of(Namespaces.CLIENT, "message")
                .with("type", message.type().name().toLowerCase(Locale.ROOT))
                .with(Element.of(NS, kind).with(forwarded));
        return Message.to(owner, device, copy);
    }
}
