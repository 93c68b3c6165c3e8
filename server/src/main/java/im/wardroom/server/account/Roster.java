// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The contacts of one account (RFC 6121 §2): keeps and pushes every change. Belongs to the account.
final class Roster {

    private final BareJid owner;
    private final Devices devices;
    private final Effects effects;
    private final Map<BareJid, RosterItem> items = new LinkedHashMap<>();
    private long version;

    Roster(BareJid owner, Devices devices, Effects effects, List<RosterItem> stored, long version) {
        this.owner = owner;
        this.devices = devices;
        this.effects = effects;
        this.version = version;
        stored.forEach(i -> items.put(i.jid(), i));
    }

    @Nullable
    RosterItem find(BareJid contact) {
        return items.get(contact);
    }

    RosterItem findOrNone(BareJid contact) {
        RosterItem item = items.get(contact);
        return item == null ? RosterItem.none(contact) : item;
    }

    Collection<RosterItem> items() {
        return items.values();
    }

    int size() {
        return items.size();
    }

    /// Keeps the changed item and pushes it to the interested devices (RFC 6121 §2.1.6).
    void put(RosterItem item) {
        items.put(item.jid(), item);
        effects.keep(new Change.PutRosterItem(owner, item, ++version));
        push(toElement(item));
    }

    void remove(BareJid contact) {
        items.remove(contact);
        effects.keep(new Change.RemoveRosterItem(owner, contact, ++version));
        push(Element.of(Namespaces.ROSTER, "item")
                .with("jid", contact.toString())
                .with("subscription", "remove"));
    }

    private void push(Element item) {
        Element query = Element.of(Namespaces.ROSTER, "query")
                .with("ver", Long.toString(version))
                .with(item);
        for (Device device : devices.where(Device::isInterested)) {
            effects.sendAsIs(device, Iq.set("push" + version, null, device.jid(), query));
        }
    }

    /// RFC 6121 §2.1.4 and §2.6: null if the client has this version already.
    @Nullable
    Element query(@Nullable String known) {
        String current = Long.toString(version);
        if (current.equals(known)) {
            return null;
        }
        Element query = Element.of(Namespaces.ROSTER, "query").with("ver", current);
        return query.withAll(items.values().stream().map(Roster::toElement).toList());
    }

    private static Element toElement(RosterItem item) {
        Element element = Element.of(Namespaces.ROSTER, "item")
                .with("jid", item.jid().toString())
                .with("name", item.name())
                .with("subscription", item.subscription().name().toLowerCase(Locale.ROOT))
                .with("ask", item.ask() ? "subscribe" : null)
                .with("approved", item.approved() ? "true" : null);
        return element.withAll(item.groups().stream()
                .map(g -> Element.of(Namespaces.ROSTER, "group", g))
                .toList());
    }
}
