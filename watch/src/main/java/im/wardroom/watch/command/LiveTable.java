// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.live.Screen;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Who uses what at this moment, on a terminal, drawn anew every second: who says most is first. The terminal's other
/// page is used for that; what stays behind at the end is the last table as text. Holds so many rows at most: of who
/// was not found again for the longest time, nothing is remembered.
final class LiveTable implements LiveOutput {

    private static final int MOST_ROWS = 5_000;

    /// The newest of them.
    private static final int MOST_SUSPICIONS = 100;

    private static final int MOST_DRAWN = 3;

    /// Takes the other page, hides the cursor and lets long lines be cut by the terminal.
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";

    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_PAGE = "\u001b[J";
    private static final String LOUD = "\u001b[1;31m";
    private static final String QUIET = "\u001b[m";

    private static final String[] TITLES = {
        "SERVICE", "CLIENT", "ACTIVITY", "NOW", "FLOWS", "BYTES", "A SECOND", "LAST SEEN (UTC)", "EVIDENCE"
    };

    private final PrintStream out;
    private final Supplier<Screen> screen;
    private final Map<Key, LiveRow> rows = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<String> suspicions = new ArrayDeque<>();
    private String title = "";
    private Instant begun = Instant.EPOCH;
    private Instant drawn = Instant.EPOCH;
    private long packetsBefore;
    private long forgotten;
    private long flows;

    /// @param screen how large the terminal is now
    LiveTable(PrintStream out, Supplier<Screen> screen) {
        this.out = out;
        this.screen = screen;
    }

    private record Key(String what, Address client) {}

    @Override
    public void begin(Start start) {
        title = start.interfaceName();
        begun = start.time();
        drawn = start.time();
        out.print(ENTER);
        out.flush();
    }

    @Override
    public void found(Flow flow, Finding finding) {
        row(flow, finding).found(flow, finding);
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        flows++;
        for (Finding finding : findings) {
            row(flow, finding).ended(flow, finding);
        }
    }

    private LiveRow row(Flow flow, Finding finding) {
        Key key = new Key(finding.subject(), flow.client());
        LiveRow row = rows.computeIfAbsent(key, k -> new LiveRow(k.what(), k.client(), finding));
        if (rows.size() > MOST_ROWS) {
            rows.remove(rows.keySet().iterator().next());
            forgotten++;
        }
        return row;
    }

    @Override
    public void suspected(Suspicion suspicion) {
        suspicions.addLast(Text.suspicion(suspicion));
        if (suspicions.size() > MOST_SUSPICIONS) {
            suspicions.removeFirst();
        }
    }

    @Override
    public void turn(Standing standing) {
        Screen size = screen.get();
        double seconds = Math.max(1, Duration.between(drawn, standing.time()).toMillis()) / 1000.0;
        StringBuilder page = new StringBuilder(HOME);
        List<String> lines = head(standing, seconds);
        int room = Math.max(0, size.rows() - lines.size() - 2);
        lines.addAll(table(seconds, room));
        for (int i = 0; i < Math.min(lines.size(), size.rows() - 1); i++) {
            boolean isLoud = i == 1 && standing.losses().all() > 0;
            page.append(isLoud ? LOUD : "")
                    .append(cut(lines.get(i), size.columns()))
                    .append(isLoud ? QUIET : "")
                    .append(REST_OF_LINE)
                    .append("\r\n");
        }
        out.print(page.append(REST_OF_PAGE));
        out.flush();
        drawn = standing.time();
        packetsBefore = standing.packets();
    }

    private static String cut(String line, int columns) {
        return line.codePointCount(0, line.length()) <= columns
                ? line
                : line.substring(0, line.offsetByCodePoints(0, columns));
    }

    private List<String> head(Standing standing, double seconds) {
        Duration since = Duration.between(begun, standing.time());
        List<String> lines = new ArrayList<>();
        lines.add("%s%s  %s  %d packets, %.0f a second  %d flows open, %d in all  Ctrl-C ends"
                .formatted(
                        Text.printable(title),
                        standing.isUp() ? "" : " IS DOWN",
                        "%d:%02d:%02d".formatted(since.toHours(), since.toMinutesPart(), since.toSecondsPart()),
                        standing.packets(),
                        (standing.packets() - packetsBefore) / seconds,
                        standing.openFlows(),
                        flows + standing.openFlows()));
        lines.add(standing.losses().all() == 0 ? "nothing dropped" : Closing.losses(standing.losses()));
        suspicions.stream().skip(Math.max(0, suspicions.size() - MOST_DRAWN)).forEach(lines::add);
        lines.add("");
        return lines;
    }

    private List<String> table(double seconds, long room) {
        rows.values().forEach(row -> row.measure(seconds));
        Columns columns = new Columns(TITLES);
        rows.values().stream()
                .sorted(Comparator.comparingDouble(LiveRow::rate)
                        .thenComparingLong(LiveRow::lastMicros)
                        .reversed())
                .limit(room)
                .map(LiveRow::line)
                .forEach(columns::add);
        return columns.lines();
    }

    @Override
    public void end(Standing standing) {
        out.print(LEAVE);
        if (rows.isEmpty()) {
            out.println("No messenger was found.");
        } else {
            table(1, MOST_ROWS).forEach(out::println);
        }
        if (!suspicions.isEmpty()) {
            out.println();
            out.println("SUSPICIONS (UTC)");
            suspicions.forEach(out::println);
        }
        if (forgotten > 0) {
            out.println(forgotten + " more rows are not listed: there were too many clients.");
        }
        out.println();
        Closing.print(out, standing, flows + standing.openFlows());
        out.flush();
    }
}
