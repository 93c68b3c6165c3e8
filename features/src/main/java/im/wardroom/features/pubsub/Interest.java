// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Slot;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Finds out which nodes a device wants events of, asks the owner and the contacts for the last items of these, and
/// answers when others ask. The question goes as a probe that names nodes; it is understood on this server only.
final class Interest implements Hooks.Attendance {

    private static final String WISHES = "wishes";
    private static final Slot<String> HASH = Slot.of("capabilities", "");

    private final Capabilities capabilities;
    private final LastItems lastItems;

    Interest(Capabilities capabilities, LastItems lastItems) {
        this.capabilities = capabilities;
        this.lastItems = lastItems;
    }

    @Override
    public void available(AccountView account, DeviceView device, boolean initial) {
        Optional<Capabilities.Claim> claim =
                Optional.ofNullable(device.presence()).flatMap(Capabilities::claim);
        String hash = claim.map(Capabilities.Claim::hash).orElse("");
        boolean same = hash.equals(device.get(HASH));
        if (same && (!initial || hash.isEmpty())) {
            return;
        }
        device.set(HASH, hash);
        if (claim.isEmpty()) {
            device.set(Marking.WANTED, Set.of());
            return;
        }
        if (initial) {
            device.set(Marking.WANTED, Set.of());
        }
        Optional<Set<String>> known = capabilities.find(claim.get());
        if (known.isPresent()) {
            wants(account, device, known.get());
        } else {
            account.ask(device, claim.get().question(), answer -> learn(account, device, claim.get(), answer));
        }
    }

    private void learn(AccountView account, DeviceView device, Capabilities.Claim claim, Element answer) {
        Optional<Set<String>> learned = capabilities.learn(claim, answer);
        if (claim.hash().equals(device.get(HASH))) {
            wants(account, device, learned.orElse(Set.of()));
        }
    }

    private static void wants(AccountView account, DeviceView device, Set<String> wanted) {
        Set<String> fresh = new HashSet<>(wanted);
        fresh.removeAll(device.get(Marking.WANTED));
        device.set(Marking.WANTED, wanted);
        if (fresh.isEmpty() || device.presence() == null) {
            return;
        }
        Presence wish = wish(device.jid(), account.owner(), fresh);
        account.announce(wish, account.owner());
        for (RosterItem contact : account.roster()) {
            if (contact.subscription().to()) {
                account.announce(wish, contact.jid());
            }
        }
    }

    private static Presence wish(Jid from, BareJid to, Set<String> nodes) {
        Presence probe = Presence.of(Presence.Type.PROBE, from, to);
        Element wishes = Element.of(Marking.NS, WISHES)
                .withAll(nodes.stream()
                        .sorted()
                        .map(node -> Element.of(Marking.NS, "node", node))
                        .toList());
        return probe.withElement(probe.element().with(wishes));
    }

    @Override
    public void admitted(AccountView account, BareJid contact) {
        for (DeviceView device : account.devices()) {
            Set<String> wanted = device.get(Marking.WANTED);
            if (device.presence() != null && !wanted.isEmpty()) {
                account.announce(wish(device.jid(), contact, wanted), contact);
            }
        }
    }

    @Override
    public boolean probed(AccountView account, Presence probe) {
        Element wishes = probe.element().child(Marking.NS, WISHES);
        if (wishes == null) {
            return false;
        }
        if (!account.nodes().isEmpty()) {
            Jid asker = Objects.requireNonNull(probe.from());
            lastItems.send(account, asker, granted(account, asker, wishes));
        }
        return true;
    }

    private static List<String> granted(AccountView account, Jid asker, Element wishes) {
        List<String> granted = new ArrayList<>();
        wishes.elements(Marking.NS, "node")
                .map(Element::text)
                .distinct()
                .limit(Capabilities.MAX_WANTED)
                .forEach(name -> {
                    Node node = account.nodes().get(name);
                    if (node != null && isGranted(Call.options(node), Standings.of(account, node, asker))) {
                        granted.add(name);
                    }
                });
        return granted;
    }

    private static boolean isGranted(NodeOptions options, Standing asker) {
        return "on_sub_and_presence".equals(options.one(Option.SEND_LAST))
                && asker.seesPresence()
                && Access.reading(options, asker) == null;
    }
}
