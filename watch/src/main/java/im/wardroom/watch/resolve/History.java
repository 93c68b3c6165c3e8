// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All addresses that names had, for as long as they are kept. Immutable; from the top of the tree of names, and from
/// the lowest address.
public record History(List<Sighting> sightings) {

    private static final Comparator<Sighting> ORDER = Comparator.comparing(Sighting::name)
            .thenComparing(one -> one.address().high(), Long::compareUnsigned)
            .thenComparing(one -> one.address().low(), Long::compareUnsigned);

    // Below the order, which it needs.
    public static final History EMPTY = new History(List.of());

    public History {
        sightings = sightings.stream().sorted(ORDER).toList();
    }

    /// What a look changes.
    ///
    /// @param appeared what was not there at the look before
    /// @param gone what was there at the look before
    /// @param dropped what was gone for so long that it is not kept any more
    public record Changes(History history, List<Sighting> appeared, List<Sighting> gone, List<Sighting> dropped) {}

    /// This history with what was just seen.
    ///
    /// @param complete the names of which all addresses were seen: what is not among them is gone
    /// @param keep how long what was gone is kept
    public Changes with(Collection<Sighting> seen, Set<Name> complete, Instant now, Duration keep) {
        Map<Sighting.Key, Sighting> all = new HashMap<>();
        sightings.forEach(one -> all.put(one.key(), one));
        List<Sighting> appeared = new ArrayList<>();
        Set<Sighting.Key> there = new HashSet<>();
        for (Sighting one : seen) {
            Sighting before = all.get(one.key());
            // Somebody else who looked in the meantime may have been later.
            if (before == null || !before.last().isAfter(one.last())) {
                all.put(one.key(), before == null ? one : one.since(before.first()));
            }
            there.add(one.key());
            if (before == null || before.isGone()) {
                appeared.add(one);
            }
        }
        List<Sighting> gone = new ArrayList<>();
        List<Sighting> dropped = new ArrayList<>();
        for (Sighting one : List.copyOf(all.values())) {
            if (there.contains(one.key()) || one.last().isAfter(now)) {
                continue;
            }
            boolean goes = complete.contains(one.name()) && !one.isGone();
            if (goes) {
                all.put(one.key(), one.asGone());
                gone.add(one);
            }
            if ((goes || one.isGone()) && one.last().isBefore(now.minus(keep))) {
                all.remove(one.key());
                dropped.add(one);
            }
        }
        return new Changes(new History(List.copyOf(all.values())), sorted(appeared), sorted(gone), sorted(dropped));
    }

    private static List<Sighting> sorted(List<Sighting> sightings) {
        return sightings.stream().sorted(ORDER).toList();
    }

    /// When a name was last looked at with success.
    public Optional<Instant> latest() {
        return sightings.stream().map(Sighting::last).max(Comparator.naturalOrder());
    }
}
