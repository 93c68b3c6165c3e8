// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Reading;
import java.util.Comparator;
import java.util.List;

/// One measure of one server, over all rounds.
///
/// @param values one for each round, in order
public record Row(
        String scenario, String server, String measure, String unit, Reading.Better better, List<Double> values) {

    public Row {
        values = List.copyOf(values);
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// The least flattering round.
    public double worst() {
        Comparator<Double> order =
                better == Reading.Better.LESS ? Comparator.naturalOrder() : Comparator.reverseOrder();
        return values.stream().max(order).orElse(0.0);
    }
}
