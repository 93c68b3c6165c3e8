// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is denied and what passes, whatever program is to do it. All names are checked, exceptions are cut out of the
/// networks, and the order is always the same.
///
/// @param selection what was asked for
/// @param networks IPv4 first, from the lowest address
/// @param leftOut what was asked for and would break other sites
public record Rules(Selection selection, NameRules names, List<DeniedNetwork> networks, List<LeftOut> leftOut) {

    public Rules {
        networks = List.copyOf(networks);
        leftOut = List.copyOf(leftOut);
    }

    List<Network> networks(boolean isV4) {
        return networks.stream()
                .map(DeniedNetwork::network)
                .filter(network -> network.isV4() == isV4)
                .toList();
    }

    /// The services of which a name is denied.
    public Set<Service> servicesByName() {
        return services(names.denied().stream().map(NameRule::verdict));
    }

    /// The services of which an address is denied.
    public Set<Service> servicesByAddress() {
        return networks.stream().map(DeniedNetwork::service).collect(Collectors.toSet());
    }

    private static Set<Service> services(Stream<Verdict> verdicts) {
        return verdicts.filter(Verdict.Deny.class::isInstance)
                .map(verdict -> ((Verdict.Deny) verdict).service())
                .collect(Collectors.toSet());
    }

    /// The same, for who wants no addresses.
    public Rules namesOnly() {
        return new Rules(
                selection,
                names,
                List.of(),
                leftOut.stream().filter(LeftOut::isName).toList());
    }
}
