// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.report;

import im.wardroom.bench.scenario.Chat;
import im.wardroom.bench.scenario.Idle;
import im.wardroom.bench.scenario.Latency;
import im.wardroom.bench.scenario.Reading;
import im.wardroom.bench.scenario.RoomTalk;
import im.wardroom.bench.scenario.SignIns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What we want to reach, and how far we are: a ratio to the best of some servers in the same run, or a number.
///
/// @param than names of servers with which ours is compared; none if `bound` is absolute
/// @param bound the ratio or the number
public record Target(String scenario, String measure, List<String> than, double bound) {

    private static final List<String> OTHERS = List.of("ejabberd", "prosody");

    public static final List<Target> ALL = List.of(
            new Target("chat", Chat.THROUGHPUT, List.of("prosody"), 4),
            new Target("chat", Chat.THROUGHPUT, List.of("forwarder"), 0.5),
            new Target("acks", Chat.THROUGHPUT, OTHERS, 5),
            new Target("archive", Chat.THROUGHPUT, OTHERS, 8),
            new Target("latency", Latency.P50, List.of("ejabberd"), 1),
            new Target("latency", Latency.P99, List.of("ejabberd"), 1),
            new Target("latency", Latency.P999, List.of("ejabberd"), 1),
            new Target("sign-ins", SignIns.FIRST, List.of("ejabberd"), 2.5),
            new Target("sign-ins", SignIns.STEADY, List.of("ejabberd"), 2.5),
            new Target("room", RoomTalk.THROUGHPUT, OTHERS, 5),
            new Target("hall", RoomTalk.THROUGHPUT, OTHERS, 5),
            new Target("idle", Idle.SLOPE, List.of(), 24),
            new Target("idle", Idle.START, List.of(), 100));

    /// What came of it; empty if not everybody took part.
    public Optional<String> verdict(Results results) {
        return results.ours(scenario, measure)
                .flatMap(ours -> than.isEmpty()
                        ? Optional.of(absolute(ours))
                        : best(results, ours.better()).map(other -> relative(ours, other)));
    }

    private Optional<Row> best(Results results, Reading.Better better) {
        Comparator<Row> order = Comparator.comparingDouble(Row::median);
        return results.rows(scenario, measure).stream()
                .filter(row -> than.stream().anyMatch(row.server()::startsWith))
                .max(better == Reading.Better.LESS ? order.reversed() : order);
    }

    private String relative(Row ours, Row other) {
        double ratio = ours.median() / other.median();
        boolean isMet = ours.better() == Reading.Better.LESS ? ratio <= bound : ratio >= bound;
        return String.format(
                Locale.ROOT,
                "%s, %s: %.2f x %s (target %s %.1f x): %s",
                scenario,
                measure,
                ratio,
                other.server(),
                ours.better() == Reading.Better.LESS ? "at most" : "at least",
                bound,
                isMet ? "met" : "NOT MET");
    }

    private String absolute(Row ours) {
        return String.format(
                Locale.ROOT,
                "%s, %s: %.1f %s (target at most %.0f): %s",
                scenario,
                measure,
                ours.median(),
                ours.unit(),
                bound,
                ours.median() <= bound ? "met" : "NOT MET");
    }
}
