// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import im.wardroom.guard.file.Content;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A scanner that is not believed without proof: every minute in which it is asked it has to recognise the test file,
/// and to let a harmless one pass. Keeps its answers, and keeps away from it while it fails. Thread-safe; may block.
final class WatchedScanner {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedScanner.class);

    private static final int MAX_KEPT = 20_000;
    private static final int AT_ONCE = 8;
    private static final Duration PROVED_FOR = Duration.ofMinutes(1);
    private static final Duration PROOF_PATIENCE = Duration.ofSeconds(15);

    /// An answer, and what it was given by.
    private record Kept(Report report, String signatures, Instant at) {}

    private final Scanner scanner;
    private final Supplier<ScannerRules> rules;
    private final Measures measures;
    private final Clock clock;
    private final Breaker breaker;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();
    private final ReentrantLock proving = new ReentrantLock();
    private volatile @Nullable String signatures;
    private Instant proved = Instant.MIN;

    WatchedScanner(Scanner scanner, Supplier<ScannerRules> rules, Measures measures, Clock clock) {
        this.scanner = scanner;
        this.rules = rules;
        this.measures = measures;
        this.clock = clock;
        this.breaker = new Breaker(clock);
    }

    String name() {
        return scanner.name();
    }

    /// False while it is left alone because it failed.
    boolean isWorking() {
        return !breaker.isOpen();
    }

    /// Such as "works, ClamAV 1.4.6/27800/…".
    String state() {
        String known = signatures;
        return breaker.isOpen() ? "fails" : known == null ? "not asked yet" : "works, " + known;
    }

    /// Empty if it could not be asked, or what it says is worth nothing.
    Optional<Report> ask(Content content, String sha256) {
        ScannerRules current = rules.get();
        if (!breaker.admits()) {
            return Optional.empty();
        }
        try {
            Report report = turn(content, sha256, current);
            if (breaker.succeeded()) {
                LOG.atInfo().addKeyValue("scanner", name()).log("a scanner works again");
            }
            return Optional.of(report);
        } catch (IOException | RuntimeException e) {
            failed(e, current);
            return Optional.empty();
        }
    }

    private Report turn(Content content, String sha256, ScannerRules current) throws IOException {
        boolean mine;
        try {
            mine = turns.tryAcquire(current.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (!mine) {
            throw new IOException("it was busy for too long");
        }
        try {
            String by = proved(current);
            Kept before = kept.getIfPresent(sha256);
            if (before != null
                    && before.signatures().equals(by)
                    && before.at().plus(current.keep()).isAfter(clock.instant())) {
                return before.report();
            }
            Report report = scanner.scan(content, current.patience());
            kept.put(sha256, new Kept(report, by, clock.instant()));
            return report;
        } finally {
            turns.release();
        }
    }

    /// Which signatures it has, once it has shown that it works.
    private String proved(ScannerRules current) throws IOException {
        proving.lock();
        try {
            String known = signatures;
            Instant now = clock.instant();
            if (known != null && !breaker.isOpen() && now.isBefore(proved.plus(PROVED_FOR))) {
                return known;
            }
            Duration patience = current.patience().compareTo(PROOF_PATIENCE) < 0 ? current.patience() : PROOF_PATIENCE;
            String found = scanner.signatures(patience);
            if (!(scanner.scan(TestFile.infected(), patience) instanceof Report.Infected)) {
                throw new IOException("it does not recognise the test file of EICAR");
            }
            if (!(scanner.scan(TestFile.harmless(), patience) instanceof Report.Clean)) {
                throw new IOException("it does not let a harmless text pass");
            }
            signatures = found;
            proved = now;
            return found;
        } finally {
            proving.unlock();
        }
    }

    private void failed(Exception cause, ScannerRules current) {
        boolean opens = breaker.failed(current.failures(), current.pause());
        LOG.atWarn()
                .addKeyValue("scanner", name())
                .addKeyValue("cause", cause.getMessage())
                .log("a scanner could not be asked");
        if (opens) {
            measures.alarm(Finding.of(
                            Reason.FILE_NOT_SCANNED,
                            "The scanner " + name() + " does not work: " + cause.getMessage() + ".")
                    .with("scanner", name())
                    .with("cause", String.valueOf(cause.getMessage())));
        }
    }
}
