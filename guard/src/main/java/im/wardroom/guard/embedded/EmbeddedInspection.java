// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import im.wardroom.guard.Act;
import im.wardroom.guard.EndToEnd;
import im.wardroom.guard.Examiner;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.file.Content;
import im.wardroom.guard.file.FileGuard;
import im.wardroom.guard.file.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Has the files inspected that come within stanzas, on threads that may block; a stanza without any passes at once.
/// Thread-safe.
public final class EmbeddedInspection implements Examiner {

    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("inspection").start(task);

    private static final int AT_ONCE = 32;

    private static final CompletableFuture<Verdict> PASSED = CompletableFuture.completedFuture(Verdict.PASS);

    private final Supplier<EmbeddedRules> rules;
    private final FileGuard guard;
    private final BiConsumer<Act, Finding> observed;
    private final InBandStreams streams;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final LongAdder encrypted = new LongAdder();
    private final LongAdder examined = new LongAdder();

    /// @param observed is told of what would be refused if its rules were enforced
    public EmbeddedInspection(Supplier<EmbeddedRules> rules, FileGuard guard, BiConsumer<Act, Finding> observed) {
        this.rules = rules;
        this.guard = guard;
        this.observed = observed;
        this.streams = new InBandStreams(rules);
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    /// Stanzas, and files in them, that are encrypted end to end, so that they passed without being looked at.
    public long passedEncrypted() {
        return encrypted.sum();
    }

    /// Files that were looked at.
    public long examined() {
        return examined.sum();
    }

    @Override
    public CompletableFuture<Verdict> examine(Act act) {
        if (act.glance().isPlain()) {
            return PASSED;
        }
        if (EndToEnd.isIn(act.stanza())) {
            encrypted.increment();
        }
        List<Part> parts = Embedded.of(act);
        if (parts.size() > Embedded.MAX_PARTS) {
            return CompletableFuture.completedFuture(new Verdict.Refuse(Finding.of(
                    Reason.FILE_NOT_SCANNED, "There are more than " + Embedded.MAX_PARTS + " files in one stanza.")));
        }
        Offers.@Nullable Key stream = null;
        switch (streams.take(act)) {
            case InBandStreams.Step.Nothing _ -> {}
            case InBandStreams.Step.Refuse(Finding finding) -> {
                return CompletableFuture.completedFuture(new Verdict.Refuse(finding));
            }
            case InBandStreams.Step.Judge(Offers.Key key, Part part) -> {
                parts = new ArrayList<>(parts);
                parts.add(part);
                stream = key;
            }
        }
        if (parts.isEmpty()) {
            return PASSED;
        }
        List<Part> all = parts;
        Offers.@Nullable Key key = stream;
        return CompletableFuture.supplyAsync(() -> verdict(act, all, key), THREADS);
    }

    private Verdict verdict(Act act, List<Part> parts, Offers.@Nullable Key stream) {
        Verdict verdict = inTurn(act, parts);
        if (stream != null && !(verdict instanceof Verdict.Pass)) {
            streams.refused(stream);
        }
        return verdict;
    }

    private Verdict inTurn(Act act, List<Part> parts) {
        try {
            if (!turns.tryAcquire(rules.get().patience().toMillis(), TimeUnit.MILLISECONDS)) {
                return busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy();
        }
        try {
            return inspected(act, parts);
        } finally {
            turns.release();
        }
    }

    private static Verdict busy() {
        return new Verdict.Refuse(
                Finding.of(Reason.FILE_NOT_SCANNED, "Too much is being checked at the moment. Try again in a minute."));
    }

    private Verdict inspected(Act act, List<Part> parts) {
        for (Part part : parts) {
            examined.increment();
            switch (guard.examine(Content.of(part.bytes()), part.name(), part.type())) {
                case Outcome.Clean(boolean opaque) -> {
                    if (opaque) {
                        encrypted.increment();
                    }
                }
                case Outcome.Observed(List<Finding> findings) ->
                    findings.forEach(finding -> observed.accept(act, finding.with("path", part.path())));
                case Outcome.Refused(Finding finding) -> {
                    return new Verdict.Refuse(finding.with("path", part.path()));
                }
            }
        }
        return Verdict.PASS;
    }
}
