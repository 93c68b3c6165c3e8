// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.file.Content;
import im.wardroom.guard.file.Outcome;
import im.wardroom.guard.file.Scan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// All scanners, asked at the same time. One that calls the file infected is enough for it not to pass; to pass, it
/// needs as many that find it clean as the rules say. Thread-safe; may block.
public final class Scanners implements Scan {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("scanner").start(task);

    private final Supplier<ScannerRules> rules;
    private final Measures measures;
    private final Clock clock;
    private final Map<ScannerSpec, WatchedScanner> described = new LinkedHashMap<>();
    private volatile List<WatchedScanner> scanners;

    public Scanners(List<Scanner> scanners, Supplier<ScannerRules> rules, Measures measures, Clock clock) {
        this.rules = rules;
        this.measures = measures;
        this.clock = clock;
        this.scanners = scanners.stream().map(this::watched).toList();
    }

    private WatchedScanner watched(Scanner scanner) {
        return new WatchedScanner(scanner, rules, measures, clock);
    }

    /// Uses these from now on. What is known of those that stay is kept.
    public synchronized void use(List<ScannerSpec> specs) {
        described.keySet().retainAll(specs);
        for (ScannerSpec spec : specs) {
            described.computeIfAbsent(spec, added -> watched(added.scanner()));
        }
        scanners = List.copyOf(described.values());
    }

    /// How each is, by its name.
    public Map<String, String> state() {
        Map<String, String> state = new LinkedHashMap<>();
        scanners.forEach(scanner -> state.put(scanner.name(), scanner.state()));
        return state;
    }

    /// Whether each works, or is left alone because it failed; by its name.
    public Map<String, Boolean> working() {
        Map<String, Boolean> working = new LinkedHashMap<>();
        scanners.forEach(scanner -> working.put(scanner.name(), scanner.isWorking()));
        return working;
    }

    private record Answer(WatchedScanner by, Optional<Report> report) {}

    @Override
    public Outcome scan(Content content, String sha256) {
        ScannerRules current = rules.get();
        List<WatchedScanner> all = scanners;
        if (all.isEmpty() || current.mode() == Mode.OFF) {
            return Outcome.CLEAN;
        }
        List<CompletableFuture<Answer>> asked = new ArrayList<>();
        for (WatchedScanner scanner : all) {
            asked.add(CompletableFuture.supplyAsync(() -> new Answer(scanner, scanner.ask(content, sha256)), THREADS));
        }
        // All of them, because the content is not there for longer than this call.
        List<Answer> answers = asked.stream().map(CompletableFuture::join).toList();
        return outcome(answers, sha256, current);
    }

    private Outcome outcome(List<Answer> answers, String sha256, ScannerRules current) {
        int clean = 0;
        boolean tooLarge = false;
        for (Answer answer : answers) {
            switch (answer.report().orElse(null)) {
                case Report.Infected(String signature) -> {
                    return stopped(
                            Finding.of(
                                            Reason.FILE_MALWARE,
                                            "The file is malicious, as a scanner found. It was not passed on.")
                                    .with("scanner", answer.by().name())
                                    .with("signature", signature)
                                    .with("sha256", sha256),
                            current.mode() == Mode.ENFORCE);
                }
                case Report.Clean _ -> clean++;
                case Report.TooLarge _ -> tooLarge = true;
                case null -> {}
            }
        }
        int needed = current.needed() == 0 ? answers.size() : Math.min(current.needed(), answers.size());
        return clean >= needed ? Outcome.CLEAN : missing(answers, sha256, tooLarge, current);
    }

    private static Outcome missing(List<Answer> answers, String sha256, boolean tooLarge, ScannerRules current) {
        String silent = String.join(
                ", ",
                answers.stream()
                        .filter(answer -> !(answer.report().orElse(null) instanceof Report.Clean))
                        .map(answer -> answer.by().name())
                        .toList());
        String text = tooLarge
                ? "The file is too large to be checked for malware. Send it in parts."
                : "The file could not be checked for malware. Try again in a few minutes.";
        boolean closed = current.mode() == Mode.ENFORCE && current.unavailable() == ScannerRules.Unavailable.REFUSE;
        return stopped(
                Finding.of(Reason.FILE_NOT_SCANNED, text)
                        .with("without", silent)
                        .with("sha256", sha256),
                closed);
    }

    private static Outcome stopped(Finding finding, boolean enforced) {
        return enforced ? new Outcome.Refused(finding) : new Outcome.Observed(List.of(finding));
    }
}
