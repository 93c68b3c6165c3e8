// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Keeps the addresses of people inside: what would tell one is taken out of the stanza before anybody sees it, and
/// what is left goes on, so that calls and transfers go by way of relays. Thread-safe.
public final class AddressDetector implements Detector {

    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private final Supplier<AddressRules> rules;
    private final Function<Jid, Collection<InetAddress>> whereabouts;

    /// @param whereabouts the addresses of the devices that a stanza to there may reach: of one for a full JID, of all
    ///         for a bare one; none if that is not known. In memory.
    public AddressDetector(Supplier<AddressRules> rules, Function<Jid, Collection<InetAddress>> whereabouts) {
        this.rules = rules;
        this.whereabouts = whereabouts;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        Stanza stanza = act.stanza();
        AddressRules current = rules.get();
        // Programs beside the server speak of themselves: of proxies and bridges.
        if (act.glance().isPlain()
                || act.origin().kind() == Origin.Kind.COMPONENT
                || current.exempt().contains(act.sender())
                || !isSeen(act)) {
            return Verdict.PASS;
        }
        Jid to = stanza.to();
        boolean toOthers = act.recipient() != null;
        Filter filter = new Filter(
                () -> Surroundings.of(current, act.origin().address(), to == null ? List.of() : whereabouts.apply(to)),
                toOthers,
                act.sender().toString());
        Element kept = filter.filtered(stanza.element());
        if (filter.count() == 0) {
            return Verdict.PASS;
        }
        Finding finding = Finding.of(
                        Reason.ADDRESS_REVEALED,
                        "Devices may connect directly only within one network of the organisation; use a relay.")
                .with("removed", filter.removed())
                .with("count", filter.count());
        // An answer that does not arrive is worse than one that says nothing.
        boolean isAnswer = stanza instanceof Iq iq && !iq.isRequest();
        return filter.isPointless() && !isAnswer
                ? new Verdict.Refuse(finding)
                : new Verdict.Annotate(stanza.withElement(kept), finding);
    }

    /// What an account tells its own server is seen by others only where it is published, or sent to another device.
    private static boolean isSeen(Act act) {
        Jid to = act.stanza().to();
        if (act.recipient() != null || to != null && to.resource() != null) {
            return true;
        }
        return !(act.stanza() instanceof Iq) || act.stanza().element().has(PUBSUB, "pubsub");
    }
}
