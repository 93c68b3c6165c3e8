// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares what was found with what is there, flow by flow.
final class Score {

    /// What came out for one service.
    static final class Line {
        int right;
        int missed;
        int wrong;
        int optional;

        double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        double precision() {
            return right + optional + wrong == 0 ? 1 : (double) (right + optional) / (right + optional + wrong);
        }
    }

    /// Captures whose labels do not hold: what is found there is listed and counts neither way. In `i3d.pcap`,
    /// labelled with the name of a hoster, a client does what Discord's documentation for developers calls IP
    /// discovery (74 bytes, type 1 and 2, length 70), sends media with the number that it gave, and keeps it alive
    /// with eight bytes that begin with `1337cafe`. The same client does the same at the same port in another
    /// capture, `discord.pcap`, where it is labelled Discord; and the labels' own source has the server's address
    /// among those of Discord.
    private static final Set<String> DISPUTED = Set.of("i3d.pcap");

    private final Map<String, Line> services = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> touched = new TreeSet<>();

    void compare(String capture, Map<FlowKey, Truth.Labelled> truth, Map<FlowKey, Map<String, String>> found) {
        truth.forEach((key, labelled) -> {
            Map<String, String> services = found.getOrDefault(key, Map.of());
            if (services.containsKey(labelled.service())) {
                if (labelled.required()) {
                    line(labelled.service()).right++;
                } else {
                    line(labelled.service()).optional++;
                }
            } else if (labelled.required()) {
                line(labelled.service()).missed++;
                mistakes.add((found.containsKey(key) ? "missed " : "unseen ") + labelled.line());
            }
        });
        found.forEach((key, services) -> services.forEach((service, evidence) -> {
            Truth.Labelled labelled = truth.get(key);
            if (labelled == null && DISPUTED.contains(capture)) {
                mistakes.add("disputed " + capture + " " + key + " " + service + ": " + evidence);
            } else if (labelled == null || !labelled.service().equals(service)) {
                line(service).wrong++;
                mistakes.add("wrong  " + capture + " " + key + " " + service + ": " + evidence
                        + (labelled == null ? "" : " (is " + labelled.service() + ")"));
                if (truth.isEmpty()) {
                    touched.add(capture);
                }
            }
        }));
    }

    private Line line(String service) {
        return services.computeIfAbsent(service, k -> new Line());
    }

    double recall() {
        int right = services.values().stream().mapToInt(line -> line.right).sum();
        int missed = services.values().stream().mapToInt(line -> line.missed).sum();
        return (double) right / Math.max(1, right + missed);
    }

    double precision() {
        int right = services.values().stream()
                .mapToInt(line -> line.right + line.optional)
                .sum();
        int wrong = services.values().stream().mapToInt(line -> line.wrong).sum();
        return (double) right / Math.max(1, right + wrong);
    }

    /// Negative captures in which something was reported.
    Set<String> touched() {
        return touched;
    }

    List<String> mistakes() {
        return mistakes;
    }

    /// One line a service: recall, precision, and the counts behind them.
    String table() {
        StringBuilder text = new StringBuilder("%-14s %7s %9s %6s %6s %6s %8s%n"
                .formatted("service", "recall", "precision", "right", "missed", "wrong", "optional"));
        services.forEach((service, line) -> text.append("%-14s %6.1f%% %8.1f%% %6d %6d %6d %8d%n"
                .formatted(
                        service,
                        100 * line.recall(),
                        100 * line.precision(),
                        line.right,
                        line.missed,
                        line.wrong,
                        line.optional)));
        return text.append("%-14s %6.1f%% %8.1f%%   negatives touched: %d%n"
                        .formatted("all", 100 * recall(), 100 * precision(), touched.size()))
                .toString();
    }
}
