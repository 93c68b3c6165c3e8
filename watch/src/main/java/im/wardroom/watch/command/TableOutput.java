// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who used what: a line for each client and service, when all is read.
final class TableOutput implements Output {

    /// Beyond these, clients are counted and no longer named.
    private static final int MOST_ROWS = 100_000;

    private static final int MOST_SUSPICIONS = 1000;

    private final PrintStream out;
    private final Map<Key, Row> rows = new HashMap<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private long flows;
    private long unnamed;
    private long unlisted;

    TableOutput(PrintStream out) {
        this.out = out;
    }

    private record Key(String what, Address client) {

        // Written out as in Endpoint.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && client.equals(key.client) && what.equals(key.what);
        }

        @Override
        public int hashCode() {
            return 31 * client.hashCode() + what.hashCode();
        }

        int compareTo(Key other) {
            int byWhat = what.compareTo(other.what);
            int byHigh = byWhat != 0 ? byWhat : Long.compareUnsigned(client.high(), other.client.high());
            return byHigh != 0 ? byHigh : Long.compareUnsigned(client.low(), other.client.low());
        }
    }

    private static final class Row {
        private final String via;
        private final String evidence;
        private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
        private long flows;
        private long octets;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Row(Finding finding) {
            via = finding.via().id();
            evidence = finding.evidence();
        }

        void add(Flow flow, Finding finding) {
            if (finding instanceof Detection detection) {
                activities.add(detection.activity());
            }
            flows++;
            octets += flow.clientBytes() + flow.serverBytes();
            first = Math.min(first, flow.firstMicros());
            last = Math.max(last, flow.lastMicros());
        }
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        flows++;
        for (Finding finding : findings) {
            Key key = new Key(finding.subject(), flow.client());
            Row row = rows.get(key);
            if (row == null && rows.size() < MOST_ROWS) {
                row = new Row(finding);
                rows.put(key, row);
            }
            if (row == null) {
                unnamed++;
            } else {
                row.add(flow, finding);
            }
        }
    }

    @Override
    public void suspected(Suspicion suspicion) {
        if (suspicions.size() < MOST_SUSPICIONS) {
            suspicions.add(suspicion);
        } else {
            unlisted++;
        }
    }

    @Override
    public void end(Totals totals) {
        if (rows.isEmpty()) {
            out.println("No messenger was found in " + seen(totals));
        } else {
            print();
            long services = rows.keySet().stream()
                    .map(Key::what)
                    .filter(what -> !what.startsWith("("))
                    .distinct()
                    .count();
            out.println();
            out.println(Text.count(services, "service") + " in " + seen(totals));
        }
        printSuspicions();
        if (unnamed > 0) {
            out.println(unnamed + " more findings are not listed: there are too many clients.");
        }
        if (totals.evicted() > 0) {
            out.println(totals.evicted() + " flows were let go early because too many were open at a time.");
        }
    }

    private void printSuspicions() {
        if (suspicions.isEmpty()) {
            return;
        }
        out.println();
        out.println("SUSPICIONS (UTC)");
        suspicions.forEach(suspicion -> out.println(Text.suspicion(suspicion)));
        if (unlisted > 0) {
            out.println("and " + unlisted + " more");
        }
    }

    private String seen(Totals totals) {
        return Text.count(flows, "flow") + ", " + Text.count(totals.packets(), "packet") + ".";
    }

    private void print() {
        Columns columns = new Columns(
                "SERVICE", "CLIENT", "ACTIVITY", "FLOWS", "BYTES", "FIRST SEEN (UTC)", "LAST SEEN (UTC)", "EVIDENCE");
        rows.entrySet().stream()
                .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
                .map(e -> line(e.getKey(), e.getValue()))
                .forEach(columns::add);
        columns.lines().forEach(out::println);
    }

    private static List<String> line(Key key, Row row) {
        return List.of(
                key.what(),
                key.client().toString(),
                row.activities.isEmpty()
                        ? "-"
                        : row.activities.stream().map(Activity::id).collect(Collectors.joining(", ")),
                Long.toString(row.flows),
                Volume.exact(row.octets),
                Text.time(row.first),
                Text.time(row.last),
                row.via + ": " + row.evidence);
    }
}
