// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// IQs to an account: the roster (RFC 6121 §2), what features answer, and what goes on to a device.
final class Requests {

    private static final int MAX_NAME = 1023;

    private final Insides insides;
    private final Environment environment;
    private final Roster roster;
    private final Devices devices;
    private final Effects effects;
    private final Presences presences;

    Requests(Insides insides) {
        this.insides = insides;
        this.environment = insides.environment();
        this.roster = insides.roster();
        this.devices = insides.devices();
        this.effects = insides.effects();
        this.presences = insides.presences();
    }

    /// From one of the owner's devices.
    void depart(Device device, Iq iq) {
        Jid to = iq.to();
        Hooks.AccountRequest member = member(iq, to);
        if (member != null) {
            member.handle(context(iq, device), iq.payload());
        } else if (to != null && !to.equals(insides.owner())) {
            effects.route(iq);
        } else if (iq.isRequest()) {
            own(device, iq, iq.payload());
        } else if (device.wasAsked()) {
            device.questions().answer(iq);
        }
    }

    private Hooks.@Nullable AccountRequest member(Iq iq, @Nullable Jid to) {
        boolean atHome = to == null
                || to.equals(insides.owner())
                || to.equals(BareJid.of(insides.owner().domain()));
        return atHome && iq.isRequest() ? environment.extensions().member(iq.payload()) : null;
    }

    private void own(Device device, Iq iq, Element payload) {
        if (payload.is(Namespaces.ROSTER, "query")) {
            effects.sendAsIs(device, iq.type() == Iq.Type.GET ? get(device, iq, payload) : set(iq, payload));
        } else if (payload.is(Namespaces.SESSION, "session")) {
            effects.sendAsIs(device, iq.result(null));
        } else {
            answer(iq, payload, device);
        }
    }

    /// From elsewhere, for the owner's bare JID or a device.
    void arrive(Iq iq) {
        Resource resource = Objects.requireNonNull(iq.to()).resource();
        if (resource == null) {
            if (iq.isRequest()) {
                answer(iq, iq.payload(), null);
            }
            return;
        }
        Device device = devices.find(resource);
        if (device == null) {
            throw Account.unavailable();
        }
        effects.sendAsIs(device, iq);
    }

    private void answer(Iq iq, Element payload, @Nullable Device device) {
        Hooks.AccountRequest handler = environment.extensions().account(payload);
        if (handler == null) {
            throw Account.unavailable();
        }
        handler.handle(context(iq, device), payload);
    }

    private RequestContext context(Iq iq, @Nullable Device device) {
        return new RequestContext(insides, iq, device);
    }

    private Iq get(Device device, Iq iq, Element query) {
        device.interested();
        return iq.result(roster.query(query.attribute("ver")));
    }

    /// RFC 6121 §2.3 to §2.5.
    private Iq set(Iq iq, Element query) {
        List<Element> items = query.elements(Namespaces.ROSTER, "item").toList();
        if (items.size() != 1) {
            throw new StanzaException(Condition.BAD_REQUEST, "A roster set has exactly one item.");
        }
        Element item = items.getFirst();
        BareJid contact = contact(item);
        RosterItem known = roster.find(contact);
        if ("remove".equals(item.attribute("subscription"))) {
            if (known == null) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such contact.");
            }
            presences.forget(known);
            return iq.result(null);
        }
        if (known == null && roster.size() >= environment.limits().rosterItems()) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "The roster is full.");
        }
        roster.put(roster.findOrNone(contact).named(name(item), groups(item)));
        return iq.result(null);
    }

    private BareJid contact(Element item) {
        String text = item.attribute("jid");
        if (text == null) {
            throw new StanzaException(Condition.BAD_REQUEST, "A roster item needs a jid.");
        }
        try {
            BareJid contact = Jid.parse(text).bare();
            if (contact.equals(insides.owner())) {
                throw new StanzaException(Condition.NOT_ALLOWED, "One is not one's own contact.");
            }
            return contact;
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The contact's address is not valid.");
        }
    }

    private static @Nullable String name(Element item) {
        String name = item.attribute("name");
        if (name == null || name.isEmpty()) {
            return null;
        }
        return limited(name);
    }

    private static List<String> groups(Element item) {
        List<String> groups =
                item.elements(Namespaces.ROSTER, "group").map(Element::text).toList();
        Set<String> distinct = new HashSet<>();
        for (String group : groups) {
            if (!distinct.add(limited(group))) {
                throw new StanzaException(Condition.BAD_REQUEST, "A group is named twice.");
            }
            if (group.isEmpty()) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE, "A group needs a name.");
            }
        }
        return groups;
    }

    private static String limited(String text) {
        if (text.length() > MAX_NAME) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "A name is longer than " + MAX_NAME + " characters.");
        }
        return text;
    }
}
