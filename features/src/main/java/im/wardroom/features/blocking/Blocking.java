// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.blocking;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Admission;
import im.wardroom.server.extension.Hooks.Direction;
import im.wardroom.server.extension.Slot;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Blocking Command (XEP-0191): nothing passes between an account and the addresses that it blocks.
public final class Blocking implements Feature {

    static final String NS = "urn:xmpp:blocking";
    private static final String ERRORS = "urn:xmpp:blocking:errors";
    private static final int MAX_BLOCKED = 10_000;
    private static final Slot<Boolean> LISTENS = Slot.of("blocklist", false);

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(191, "1.3"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "blocklist", Blocking::list)
                .account(NS, "block", Blocking::block)
                .account(NS, "unblock", Blocking::unblock)
                .admit(NS, Blocking::check)
                .serverFeature(NS);
    }

    /// XEP-0191 §3.2: a blocked sender meets an account that is not there; the owner is told why a stanza stays.
    private static @Nullable StanzaError check(
            Map<String, byte[]> blocked, Stanza stanza, Jid peer, Direction direction) {
        if (!BlockList.matches(blocked.keySet(), peer)) {
            return null;
        }
        if (direction == Direction.OUTBOUND) {
            return StanzaError.of(Condition.NOT_ACCEPTABLE).with(Element.of(ERRORS, "blocked"));
        }
        return stanza instanceof Presence ? Admission.DROP : StanzaError.of(Condition.SERVICE_UNAVAILABLE);
    }

    private static void list(AccountContext account, Element payload) {
        own(account, Iq.Type.GET);
        AccountContext.DeviceView device = account.device();
        if (device != null) {
            device.set(LISTENS, true);
        }
        account.reply(Element.of(NS, "blocklist")
                .withAll(
                        account.loaded(NS).keySet().stream().map(Blocking::item).toList()));
    }

    private static Element item(String jid) {
        return Element.of(NS, "item").with("jid", jid);
    }

    private static void own(AccountContext account, Iq.Type type) {
        if (!account.isOwner()) {
            throw new StanzaException(StanzaError.of(Condition.FORBIDDEN));
        }
        if (account.request().type() != type) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
    }

    private static void block(AccountContext account, Element request) {
        own(account, Iq.Type.SET);
        List<Jid> items = BlockList.items(request);
        if (items.isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "Name at least one address to block.");
        }
        if (items.stream().anyMatch(jid -> jid.bare().equals(account.owner()))) {
            throw new StanzaException(Condition.NOT_ALLOWED, "One cannot block oneself.");
        }
        Set<String> after = new HashSet<>(account.loaded(NS).keySet());
        items.forEach(jid -> after.add(jid.toString()));
        if (after.size() > MAX_BLOCKED) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "Too many addresses are blocked.");
        }
        // The contacts see the owner go before the door closes.
        change(account, after, false);
        request.elements(NS, "item")
                .forEach(item -> account.put(NS, BlockList.address(item).toString(), Complaint.of(item)));
        answer(account, request);
    }

    private static void unblock(AccountContext account, Element request) {
        own(account, Iq.Type.SET);
        List<Jid> named = BlockList.items(request);
        List<String> removed = named.isEmpty()
                ? List.copyOf(account.loaded(NS).keySet())
                : named.stream().map(Jid::toString).toList();
        Set<String> before = new HashSet<>(account.loaded(NS).keySet());
        removed.forEach(jid -> account.remove(NS, jid));
        change(account, before, true);
        answer(account, request);
    }

    /// Shows or hides the owner to those contacts whom the change of the list is about.
    ///
    /// @param wider the larger one of the lists before and after
    private static void change(AccountContext account, Set<String> wider, boolean visible) {
        Set<String> current = account.loaded(NS).keySet();
        List<BareJid> concerned = new ArrayList<>();
        for (RosterItem item : account.roster()) {
            if (BlockList.matches(wider, item.jid()) && !BlockList.matches(current, item.jid())) {
                concerned.add(item.jid());
            }
        }
        concerned.forEach(contact -> account.showPresence(contact, visible));
    }

    private static void answer(AccountContext account, Element request) {
        account.reply(null);
        account.push(request, device -> device.get(LISTENS));
    }
}
