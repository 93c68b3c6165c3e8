// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Cuts what passes out of what is denied: of networks within networks, of which the narrowest decides, it makes the
/// fewest networks that can be denied whole.
final class NetworkRules {

    private final List<Map.Entry<Network, Verdict>> sorted;

    private NetworkRules(TreeMap<Network, Verdict> verdicts) {
        sorted = List.copyOf(verdicts.entrySet());
    }

    static List<DeniedNetwork> denied(Map<Network, Verdict> verdicts) {
        NetworkRules rules = new NetworkRules(new TreeMap<>(verdicts));
        List<DeniedNetwork> denied = rules.cut(Network.ALL_IPV6, 0, rules.sorted.size(), null);
        return denied.stream()
                .sorted((a, b) ->
                        Boolean.compare(b.network().isV4(), a.network().isV4()))
                .toList();
    }

    /// @param from the first verdict that is about this network or about what is in it
    /// @param to behind the last one
    /// @param around what holds where nothing else does
    private List<DeniedNetwork> cut(Network network, int from, int to, @Nullable Verdict around) {
        Verdict verdict = around;
        int next = from;
        if (next < to && sorted.get(next).getKey().equals(network)) {
            verdict = sorted.get(next).getValue();
            next++;
        }
        if (next == to) {
            return verdict instanceof Verdict.Deny deny
                    ? List.of(new DeniedNetwork(network, deny.service()))
                    : List.of();
        }
        Network upper = network.upperHalf();
        int middle = firstNotBefore(upper, next, to);
        return joined(network, cut(network.lowerHalf(), next, middle, verdict), cut(upper, middle, to, verdict));
    }

    /// Two halves that are denied whole are one network again.
    private static List<DeniedNetwork> joined(Network network, List<DeniedNetwork> lower, List<DeniedNetwork> upper) {
        if (lower.size() == 1 && upper.size() == 1) {
            DeniedNetwork one = lower.getFirst();
            DeniedNetwork other = upper.getFirst();
            if (one.network().equals(network.lowerHalf())
                    && other.network().equals(network.upperHalf())
                    && one.service() == other.service()) {
                return List.of(new DeniedNetwork(network, one.service()));
            }
        }
        if (lower.isEmpty() || upper.isEmpty()) {
            return lower.isEmpty() ? upper : lower;
        }
        List<DeniedNetwork> both = new ArrayList<>(lower);
        both.addAll(upper);
        return both;
    }

    private int firstNotBefore(Network network, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).getKey().compareTo(network) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
