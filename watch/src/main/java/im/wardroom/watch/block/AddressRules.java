// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the addresses of names add to the networks of the directory: those that nothing but one chosen service has, and
/// those that must go on.
final class AddressRules {

    private final Selection selection;
    private final Function<Name, @Nullable Verdict> names;
    private final Map<Network, Verdict> networks;
    private final Set<LeftOut> leftOut;
    private final Map<Network, Verdict> verdicts = new TreeMap<>();

    /// @param names what becomes of a name; nothing if the directory does not have it
    /// @param networks of the directory
    /// @param leftOut where to say what is not denied
    AddressRules(
            Selection selection,
            Function<Name, @Nullable Verdict> names,
            Map<Network, Verdict> networks,
            Set<LeftOut> leftOut) {
        this.selection = selection;
        this.names = names;
        this.networks = networks;
        this.leftOut = leftOut;
    }

    Map<Network, Verdict> of(Collection<Resolved> resolved) {
        Map<Network, Set<Service>> services = new HashMap<>();
        for (Resolved one : resolved) {
            if (names.apply(one.name()) instanceof Verdict.Deny(Service service)) {
                services.computeIfAbsent(Network.of(one.address()), any -> EnumSet.noneOf(Service.class))
                        .add(service);
            }
        }
        for (Resolved one : resolved) {
            if (names.apply(one.name()) instanceof Verdict.Deny deny) {
                deny(one, deny, services.getOrDefault(Network.of(one.address()), Set.of()));
            }
        }
        for (Resolved one : resolved) {
            if (names.apply(one.name()) instanceof Verdict.Pass pass) {
                pass(one, pass);
            }
        }
        return verdicts;
    }

    /// Nothing where the directory says something of the address, or where it is shared.
    private void deny(Resolved one, Verdict.Deny verdict, Set<Service> services) {
        Network network = Network.of(one.address());
        if (isInDirectory(network)) {
            return;
        }
        Optional<String> shared = !one.isOwn()
                ? Optional.of(one.why())
                : services.size() > 1 ? Optional.of("several services have this address") : Optional.empty();
        if (shared.isEmpty() || selection.isForced()) {
            verdicts.put(network, verdict);
        } else {
            leaveOut(verdict.service(), one, shared.get());
        }
    }

    /// What must go on is not denied for the sake of a name at the same address. A name of another service opens no
    /// network that is a chosen service's own, and stops with it if that was asked for.
    private void pass(Resolved one, Verdict.Pass verdict) {
        Network network = Network.of(one.address());
        boolean isOurs = verdict.reason() == Verdict.Reason.ALLOWED || verdict.reason() == Verdict.Reason.NOBODYS;
        if ((isOurs || !selection.isForced()) && verdicts.get(network) instanceof Verdict.Deny(Service service)) {
            verdicts.remove(network);
            leaveOut(
                    service,
                    one,
                    "that name has this address, too, and is "
                            + verdict.reason().words());
        }
        if (isOurs) {
            verdicts.put(network, verdict);
        }
    }

    private void leaveOut(Service service, Resolved one, String why) {
        leftOut.add(new LeftOut(service, false, one.address() + " (" + one.name() + ")", why));
    }

    private boolean isInDirectory(Network network) {
        for (int bits = network.bits(); bits >= 0; bits--) {
            if (networks.containsKey(network.within(bits))) {
                return true;
            }
        }
        return false;
    }
}
