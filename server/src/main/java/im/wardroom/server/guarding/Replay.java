// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.Cargo;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.guard.worm.WormRules;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Asks a worm detector with other rules about what has passed. Nobody is there to answer its questions: whoever
/// would be asked counts as a person who answers. Belongs to one thread.
final class Replay {

    private static final int MOST_SHOWN = 200;

    private final WormDetector detector;
    private final List<String> stopped = new ArrayList<>();
    private final Map<String, Integer> byVerdict = new TreeMap<>();
    private Cargo current = Cargo.NONE;
    private Instant now = Instant.EPOCH;
    private Instant first = Instant.MAX;
    private long acts;

    Replay(WormRules rules) {
        detector = new WormDetector(() -> rules, stanza -> current, Measures.NONE, new Then());
    }

    void line(String line) {
        Act act = TrafficLine.act(line);
        current = TrafficLine.cargo(line);
        now = act.at();
        first = acts == 0 ? now : first;
        acts++;
        switch (detector.look(act)) {
            case Verdict.Pass _, Verdict.Annotate _ -> {}
            case Verdict.Hold hold -> {
                note(act, "ask", hold.finding());
                detector.answered(act.sender(), true);
            }
            case Verdict.Refuse refuse -> note(act, "refuse", refuse.finding());
            case Verdict.Quarantine quarantine -> note(act, "quarantine", quarantine.finding());
        }
    }

    private void note(Act act, String verdict, Finding finding) {
        byVerdict.merge(verdict, 1, Integer::sum);
        if (stopped.size() < MOST_SHOWN) {
            stopped.add(String.join(
                    "\t",
                    act.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    verdict,
                    finding.reason().code(),
                    act.sender().toString(),
                    String.valueOf(act.stanza().to()),
                    finding.evidence().getOrDefault("artefact", "-")));
        }
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                acts == 0
                        ? "nothing was recorded in that time"
                        : acts + " acts since " + first.truncatedTo(ChronoUnit.SECONDS));
        byVerdict.forEach((verdict, count) -> lines.add("would " + verdict + ": " + count));
        if (byVerdict.isEmpty() && acts > 0) {
            lines.add("nothing of it would have been stopped");
        }
        lines.addAll(stopped);
        if (stopped.size() == MOST_SHOWN) {
            lines.add("…");
        }
        return lines;
    }

    private final class Then extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
