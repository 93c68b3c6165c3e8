// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import im.wardroom.guard.Reason;
import im.wardroom.guard.malware.MalwareDefence;
import im.wardroom.server.guarding.Chronicle;
import im.wardroom.server.guarding.GuardAssembly;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the guard does.
final class GuardMeters {

    private static final Duration[] BOUNDS = {
        Duration.ofNanos(5_000),
        Duration.ofNanos(10_000),
        Duration.ofNanos(25_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(10),
    };

    private GuardMeters() {}

    /// @return to be run before the numbers are read
    static Runnable bind(Meters meters, Metrics.Counted counted) {
        GuardAssembly guard = counted.guard();
        findings(meters, guard);
        confinement(meters, guard);
        files(meters, guard.malware());
        meters.gauge("wardroom.guard.traffic.waiting", "Acts that have yet to be recorded.", guard::unwritten);
        meters.counter(
                "wardroom.guard.traffic.lost", "Acts that could not be recorded.", guard, GuardAssembly::unrecorded);
        meters.gauge(
                "wardroom.guard.policy.in.force",
                "Whether what the policy file says is in force; 0 while the file has a mistake or cannot be read.",
                () -> counted.policy().isInForce() ? 1 : 0);
        timing(meters, guard);
        MultiGauge scanners = meters.gauges(
                "wardroom.guard.scanner.up", "Whether the scanner works; 0 while it is left alone because it failed.");
        return () -> scanners.register(rows(guard.malware().scanners()), true);
    }

    private static void findings(Meters meters, GuardAssembly guard) {
        Chronicle chronicle = guard.chronicle();
        for (Reason reason : Reason.values()) {
            meters.counter(
                    "wardroom.guard.stopped",
                    "What the guard did something about, by the reason code.",
                    chronicle,
                    from -> from.stopped(reason),
                    "reason",
                    reason.code());
            meters.counter(
                    "wardroom.guard.observed",
                    "What passed because the rule only observes, by the reason code.",
                    chronicle,
                    from -> from.observed(reason),
                    "reason",
                    reason.code());
        }
        meters.counter(
                "wardroom.guard.findings.lost", "Findings that could not be written.", chronicle, Chronicle::lost);
    }

    private static void confinement(Meters meters, GuardAssembly guard) {
        meters.gauge("wardroom.guard.quarantined.accounts", "Accounts in quarantine.", guard::confined);
        meters.gauge(
                "wardroom.guard.held.messages",
                "Messages that wait for an answer.",
                () -> guard.desk().held());
        meters.gauge(
                "wardroom.guard.blocked.artefacts",
                "Links, files and wordings that are blocked for everybody.",
                () -> blocked(guard, false),
                "by",
                "officer");
        meters.gauge(
                "wardroom.guard.blocked.artefacts",
                "Links, files and wordings that are blocked for everybody.",
                () -> blocked(guard, true),
                "by",
                "outbreak");
        meters.counter(
                "wardroom.guard.outbreaks",
                "Outbreaks of worms.",
                guard,
                from -> from.worms().outbreakCount());
    }

    private static long blocked(GuardAssembly guard, boolean byOutbreak) {
        return guard.worms().blocked().stream()
                .filter(entry -> entry.outbreak() == byOutbreak)
                .count();
    }

    private static void files(Meters meters, MalwareDefence malware) {
        meters.counter(
                "wardroom.guard.files.examined",
                "Files that were looked at.",
                malware,
                from -> from.files().examined());
        meters.counter(
                "wardroom.guard.passed.encrypted",
                "Stanzas, and files in them, that nobody could look into because they are encrypted end to end.",
                malware,
                MalwareDefence::passedEncrypted);
    }

    private static void timing(Meters meters, GuardAssembly guard) {
        Timer timer = Timer.builder("wardroom.guard.judging")
                .description("How long the detectors take for an act; one act of each second is timed.")
                .serviceLevelObjectives(BOUNDS)
                .register(meters.registry());
        guard.time(nanoseconds -> timer.record(nanoseconds, TimeUnit.NANOSECONDS));
    }

    private static List<MultiGauge.Row<?>> rows(Map<String, Boolean> scanners) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        scanners.forEach((name, up) -> rows.add(MultiGauge.Row.of(Tags.of("scanner", name), up ? 1 : 0)));
        return rows;
    }
}
