// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Farewell.Document;
import im.wardroom.store.Change;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;

/// Presence and subscriptions of one account (RFC 6121 §3 and §4). Belongs to the account.
final class Presences {

    private final BareJid owner;
    private final Environment environment;
    private final Roster roster;
    private final Devices devices;
    private final Effects effects;
    private final Map<String, Map<String, byte[]>> documents;
    private final Map<BareJid, byte[]> requests;
    private final BiPredicate<Stanza, Jid> admits;

    /// @param requests subscription requests that wait for the owner
    /// @param admits whether presence of the owner may go to an address
    Presences(
            BareJid owner,
            Environment environment,
            Roster roster,
            Devices devices,
            Effects effects,
            Map<String, Map<String, byte[]>> documents,
            Map<BareJid, byte[]> requests,
            BiPredicate<Stanza, Jid> admits) {
        this.owner = owner;
        this.environment = environment;
        this.roster = roster;
        this.devices = devices;
        this.effects = effects;
        this.documents = documents;
        this.requests = new LinkedHashMap<>(requests);
        this.admits = admits;
    }

    /// From one of the owner's devices.
    void depart(Device device, Presence sent) {
        Presence presence = stamped(sent);
        switch (presence.type()) {
            case AVAILABLE, UNAVAILABLE -> {
                if (presence.to() == null) {
                    broadcast(device, presence);
                } else {
                    direct(device, presence, presence.to());
                }
            }
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> {
                if (presence.to() == null) {
                    throw new StanzaException(Condition.BAD_REQUEST, "A subscription stanza needs an address.");
                }
                subscription(presence, presence.to().bare());
            }
            // RFC 6121 §4.3: probes are sent by servers; one of a client with an address is passed on.
            case PROBE, ERROR -> {
                if (presence.to() != null) {
                    effects.route(presence);
                }
            }
        }
    }

    private void broadcast(Device device, Presence presence) {
        if (presence.type() == Presence.Type.UNAVAILABLE) {
            goUnavailable(device, presence);
            return;
        }
        boolean initial = !device.isAvailable();
        device.available(presence, presence.priority());
        toSubscribers(presence);
        toOwnDevices(presence);
        if (initial) {
            welcome(device);
        }
    }

    private void toSubscribers(Presence presence) {
        for (RosterItem item : roster.items()) {
            if (item.subscription().from()) {
                toContact(presence, item.jid());
            }
        }
    }

    private void toContact(Presence presence, Jid contact) {
        if (admits.test(presence, contact)) {
            effects.route(presence.addressed(presence.from(), contact));
        }
    }

    private void toOwnDevices(Presence presence) {
        devices.available().forEach(d -> effects.send(d, presence));
    }

    /// What a device gets on its initial presence: contacts, the owner's other devices, waiting requests.
    private void welcome(Device device) {
        for (RosterItem item : roster.items()) {
            if (item.subscription().to()) {
                Presence probe = Presence.of(Presence.Type.PROBE, device.jid(), item.jid());
                if (admits.test(probe, item.jid())) {
                    effects.route(probe);
                }
            }
        }
        for (Device other : devices.available()) {
            Presence presence = other.presence();
            if (other != device && presence != null) {
                effects.send(device, presence);
            }
        }
        requests.forEach((contact, stored) -> effects.sendAsIs(device, request(contact, stored)));
    }

    private Presence request(BareJid contact, byte[] stored) {
        Presence plain = Presence.of(Presence.Type.SUBSCRIBE, contact, owner);
        String status = new String(stored, StandardCharsets.UTF_8);
        return status.isEmpty()
                ? plain
                : plain.withElement(plain.element().with(Element.of(Namespaces.CLIENT, "status", status)));
    }

    private void goUnavailable(Device device, Presence presence) {
        boolean wasAvailable = device.isAvailable();
        if (wasAvailable) {
            toSubscribers(presence);
            toOwnDevices(presence);
        }
        device.unavailable();
        if (wasAvailable && devices.available().isEmpty()) {
            farewell(presence);
        }
        for (Jid address : List.copyOf(device.directed())) {
            boolean wasTold = wasAvailable
                    && roster.findOrNone(address.bare()).subscription().from();
            if (!wasTold) {
                toContact(presence, address);
            }
        }
        device.directed().clear();
    }

    private void farewell(Presence presence) {
        for (Hooks.Farewell farewell : environment.extensions().farewells()) {
            Document document = farewell.keep(environment.clock().instant(), presence);
            effects.add(new Effect.KeepLazily(
                    new Change.PutDocument(owner, document.namespace(), document.key(), document.value())));
        }
    }

    /// The device is gone (RFC 6121 §4.5.4).
    void leave(Device device) {
        goUnavailable(device, Presence.of(Presence.Type.UNAVAILABLE, device.jid(), null));
    }

    private void direct(Device device, Presence presence, Jid to) {
        if (presence.type() == Presence.Type.UNAVAILABLE) {
            device.directed().remove(to);
        } else if (!device.directed().contains(to)) {
            if (device.directed().size() >= Device.MAX_DIRECTED) {
                throw new StanzaException(
                        Condition.RESOURCE_CONSTRAINT, "Directed presence was sent to too many addresses.");
            }
            device.directed().add(to);
        }
        effects.route(presence);
    }

    private void subscription(Presence presence, BareJid contact) {
        if (contact.equals(owner)) {
            throw new StanzaException(Condition.NOT_ALLOWED, "One is not one's own contact.");
        }
        RosterItem item = roster.findOrNone(contact);
        if (presence.type() == Presence.Type.SUBSCRIBE
                && roster.find(contact) == null
                && roster.size() >= environment.limits().rosterItems()) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "The roster is full.");
        }
        boolean sawOwner = item.subscription().from();
        Subscriptions.Outcome outcome = Subscriptions.outbound(presence.type(), item, requests.containsKey(contact));
        apply(item, outcome);
        if (outcome.pass()) {
            effects.route(presence.addressed(owner, contact));
        }
        if (!sawOwner && outcome.item().subscription().from()) {
            showAll(contact);
        } else if (sawOwner && !outcome.item().subscription().from()) {
            hideAll(contact);
        }
    }

    private void apply(RosterItem before, Subscriptions.Outcome outcome) {
        BareJid contact = before.jid();
        if (!outcome.request() && requests.remove(contact) != null) {
            effects.keep(new Change.RemoveRequest(owner, contact));
        }
        if (!outcome.item().equals(before)) {
            roster.put(outcome.item());
        }
    }

    /// What features put into presence is not what it was.
    void renew() {
        for (Device device : devices.available()) {
            Presence before = Objects.requireNonNull(device.presence());
            Presence after = stamped(before);
            if (!after.element().equals(before.element())) {
                device.available(after, after.priority());
                toSubscribers(after);
                toOwnDevices(after);
            }
        }
    }

    private Presence stamped(Presence presence) {
        Presence stamped = presence;
        if (presence.type() == Presence.Type.AVAILABLE) {
            for (var stamping : environment.extensions().stampings()) {
                stamped = stamping.stamp().stamp(documents.getOrDefault(stamping.namespace(), Map.of()), stamped);
            }
        }
        return stamped;
    }

    void showAll(BareJid contact) {
        for (Device device : devices.available()) {
            toContact(Objects.requireNonNull(device.presence()), contact);
        }
    }

    void hideAll(BareJid contact) {
        for (Device device : devices.available()) {
            effects.route(Presence.of(Presence.Type.UNAVAILABLE, device.jid(), contact));
        }
    }

    /// RFC 6121 §2.5.2: removing a contact ends both subscriptions.
    void forget(RosterItem item) {
        BareJid contact = item.jid();
        if (item.subscription().to() || item.ask()) {
            effects.route(Presence.of(Presence.Type.UNSUBSCRIBE, owner, contact));
        }
        if (item.subscription().from()) {
            hideAll(contact);
            effects.route(Presence.of(Presence.Type.UNSUBSCRIBED, owner, contact));
        }
        roster.remove(contact);
    }

    /// From elsewhere, for the owner.
    void arrive(Presence presence) {
        BareJid contact = Objects.requireNonNull(presence.from()).bare();
        switch (presence.type()) {
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> {
                if (!contact.equals(owner) && !asksFeature(presence, contact)) {
                    subscriptionArrives(presence, contact);
                }
            }
            case PROBE -> probed(presence, contact);
            case AVAILABLE, UNAVAILABLE, ERROR -> show(presence);
        }
    }

    private void show(Presence presence) {
        Resource resource = Objects.requireNonNull(presence.to()).resource();
        if (resource != null) {
            Device device = devices.find(resource);
            if (device != null) {
                effects.sendAsIs(device, presence);
            }
        } else {
            devices.available().forEach(d -> effects.sendAsIs(d, presence));
        }
    }

    /// True if a feature decides first whether the request is granted.
    private boolean asksFeature(Presence presence, BareJid contact) {
        RosterItem item = roster.findOrNone(contact);
        if (presence.type() != Presence.Type.SUBSCRIBE || item.subscription().from() || item.approved()) {
            return false;
        }
        for (Hooks.Approval approval : environment.extensions().approvals()) {
            CompletableFuture<Boolean> decision = approval.decide(owner, presence);
            if (decision != null) {
                effects.add(new Effect.Await(decision.handle(
                        (granted, error) -> () -> decided(presence, contact, error == null && granted))));
                return true;
            }
        }
        return false;
    }

    private void decided(Presence presence, BareJid contact, boolean granted) {
        boolean hasRoom = roster.find(contact) != null
                || roster.size() < environment.limits().rosterItems();
        if (!granted || !hasRoom) {
            subscriptionArrives(presence, contact);
            return;
        }
        RosterItem before = roster.findOrNone(contact);
        roster.put(before.withApproved(true));
        subscriptionArrives(presence, contact);
        if (!before.subscription().to() && !before.ask()) {
            subscription(Presence.of(Presence.Type.SUBSCRIBE, owner, contact), contact);
        }
    }

    private void subscriptionArrives(Presence presence, BareJid contact) {
        RosterItem item = roster.findOrNone(contact);
        boolean waiting = requests.containsKey(contact);
        Subscriptions.Outcome outcome = Subscriptions.inbound(presence.type(), item, waiting);
        if (outcome.request() && !waiting && !keepRequest(presence, contact)) {
            return;
        }
        apply(item, outcome);
        if (outcome.approve()) {
            effects.route(Presence.of(Presence.Type.SUBSCRIBED, owner, contact));
            showAll(contact);
        }
        if (presence.type() == Presence.Type.UNSUBSCRIBE && item.subscription().from()) {
            hideAll(contact);
        }
        if (outcome.pass()) {
            Presence shown = presence.addressed(contact, owner);
            (presence.type() == Presence.Type.SUBSCRIBE ? devices.available() : devices.where(Device::isInterested))
                    .forEach(d -> effects.sendAsIs(d, shown));
        }
    }

    private boolean keepRequest(Presence presence, BareJid contact) {
        if (requests.size() >= environment.limits().requests()) {
            return false;
        }
        var status = presence.element().child(Namespaces.CLIENT, "status");
        byte[] kept = (status == null ? "" : status.text()).getBytes(StandardCharsets.UTF_8);
        requests.put(contact, kept);
        effects.keep(new Change.PutRequest(owner, contact, kept));
        return true;
    }

    /// RFC 6121 §4.3.2.
    private void probed(Presence probe, BareJid contact) {
        Jid asker = Objects.requireNonNull(probe.from());
        if (!contact.equals(owner) && !roster.findOrNone(contact).subscription().from()) {
            effects.route(Presence.of(Presence.Type.UNSUBSCRIBED, owner, contact));
            return;
        }
        List<Device> available = devices.available();
        if (available.isEmpty()) {
            effects.route(Presence.of(Presence.Type.UNAVAILABLE, owner, asker));
        }
        for (Device device : available) {
            toContact(Objects.requireNonNull(device.presence()), asker);
        }
    }
}
