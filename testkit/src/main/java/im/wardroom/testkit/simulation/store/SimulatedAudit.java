// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Audit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The audit log as it is kept at the moment.
record SimulatedAudit(Supplier<Tables> tables) implements Audit {

    @Override
    public List<Line> read(long from, int limit) {
        return tables.get().audit().tailMap(from, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Line> last() {
        return Optional.ofNullable(tables.get().audit().lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public List<Head> heads(long hour, int limit) {
        return tables.get().heads().tailMap(hour, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Head> lastHead() {
        return tables.get().heads().values().stream().max(Comparator.comparingLong(Head::size));
    }
}
