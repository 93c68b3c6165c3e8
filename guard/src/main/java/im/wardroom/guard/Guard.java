// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.guard.quarantine.Confinement;
import im.wardroom.guard.quarantine.Quarantine;
import im.wardroom.guard.quarantine.QuarantineRules;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what becomes of an act: asks whether the sender is in quarantine, then each detector in order, then, if there
/// is something that takes time, the examiners. The first that stops it decides. A detector that fails refuses, as long
/// as its rule is enforced. Thread-safe.
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private static final CompletableFuture<Judgement> PASSED = CompletableFuture.completedFuture(Judgement.PASS);

    private final Quarantines quarantines;
    private final Confinement confinement;
    private final Supplier<?> policy;
    private final List<Detector> detectors;
    private final List<Examiner> examiners;
    private final Journal journal;
    private volatile Judges judges;

    private record Asked(Detector detector, boolean isEnforced) {}

    /// Who is asked under a policy: about everything, and about more small talk of the same people.
    private record Judges(Object policy, Asked[] all, Asked[] ofEveryWord) {

        static Judges under(Object policy, List<Detector> detectors) {
            return new Judges(
                    policy, asked(detectors.stream()), asked(detectors.stream().filter(Detector::seesEveryWord)));
        }

        private static Asked[] asked(Stream<Detector> detectors) {
            return detectors
                    .filter(one -> one.mode() != Mode.OFF)
                    .map(one -> new Asked(one, one.mode() == Mode.ENFORCE))
                    .toArray(Asked[]::new);
        }
    }

    /// @param policy the one that is in force: the detectors have other modes only if it is another object
    public Guard(
            Quarantines quarantines,
            Confinement confinement,
            Supplier<?> policy,
            List<Detector> detectors,
            List<Examiner> examiners,
            Journal journal) {
        this.quarantines = quarantines;
        this.confinement = confinement;
        this.policy = policy;
        this.detectors = List.copyOf(detectors);
        this.examiners = List.copyOf(examiners);
        this.journal = journal;
        this.judges = Judges.under(policy.get(), this.detectors);
    }

    /// Lets everything pass.
    public static Guard none() {
        Quarantines nobody = new Quarantines(() -> QuarantineRules.DEFAULT, Quarantines.Listener.NONE);
        return new Guard(
                nobody,
                new Confinement(Set.of(), Set.of()),
                () -> nobody,
                List.of(),
                List.of(),
                (act, verdict, enforced) -> "");
    }

    /// Completes at once unless something within the stanza has to be examined.
    public CompletableFuture<Judgement> judge(Act act) {
        Quarantine quarantine = quarantines.of(act.sender(), act.at());
        if (quarantine != null) {
            return CompletableFuture.completedFuture(confined(act, quarantine));
        }
        Judges now = judges();
        boolean goesOn = act.origin().goesOn(act, now);
        boolean passed = now.all.length > 0;
        Act current = act;
        Judgement changed = null;
        for (Asked asked : goesOn ? now.ofEveryWord : now.all) {
            Verdict verdict = look(asked.detector, current);
            if (verdict instanceof Verdict.Pass) {
                continue;
            }
            passed = false;
            String reference = journal.note(current, verdict, asked.isEnforced);
            if (!asked.isEnforced) {
                continue;
            }
            if (verdict instanceof Verdict.Annotate annotate) {
                current = current.with(annotate.stanza());
                changed = new Judgement(annotate, reference);
            } else {
                return CompletableFuture.completedFuture(new Judgement(verdict, reference));
            }
        }
        if (passed && goesOn) {
            return PASSED;
        }
        if (passed) {
            act.origin().passed(act, now);
        }
        return examined(current, 0, changed);
    }

    private Judges judges() {
        Judges known = judges;
        Object current = policy.get();
        if (known.policy != current) {
            known = Judges.under(current, detectors);
            judges = known;
        }
        return known;
    }

    private static Verdict look(Detector detector, Act act) {
        try {
            return detector.look(act);
        } catch (RuntimeException e) {
            return failed(detector, e);
        }
    }

    private static Verdict failed(Object what, Throwable cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("detector", what.getClass().getSimpleName())
                .log("a detector failed");
        return new Verdict.Refuse(
                Finding.of(Reason.GUARD_FAILED, "The message could not be inspected, so it was not sent.")
                        .with("detector", what.getClass().getSimpleName()));
    }

    /// What comes of the examiners from the given one on.
    private CompletableFuture<Judgement> examined(Act act, int from, @Nullable Judgement changed) {
        for (int i = from; i < examiners.size(); i++) {
            Examiner examiner = examiners.get(i);
            if (examiner.mode() == Mode.OFF) {
                continue;
            }
            CompletableFuture<Verdict> result = examiner.examine(act);
            if (result.isDone() && !result.isCompletedExceptionally()) {
                Judgement stopped = stopped(examiner, act, result.join());
                if (stopped != null) {
                    return CompletableFuture.completedFuture(stopped);
                }
                continue;
            }
            int next = i + 1;
            return result.exceptionally(cause -> failed(examiner, cause)).thenCompose(verdict -> {
                Judgement stopped = stopped(examiner, act, verdict);
                return stopped == null ? examined(act, next, changed) : CompletableFuture.completedFuture(stopped);
            });
        }
        return changed == null ? PASSED : CompletableFuture.completedFuture(changed);
    }

    private @Nullable Judgement stopped(Examiner examiner, Act act, Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return null;
        }
        boolean enforced = examiner.mode() == Mode.ENFORCE;
        String reference = journal.note(act, verdict, enforced);
        return enforced ? new Judgement(verdict, reference) : null;
    }

    private Judgement confined(Act act, Quarantine quarantine) {
        Stanza passing = confinement.passing(act);
        if (passing != null) {
            return new Judgement(new Verdict.Annotate(passing, finding(quarantine)), quarantine.reference());
        }
        Verdict refused = new Verdict.Refuse(finding(quarantine));
        journal.note(act, refused, true);
        return new Judgement(refused, quarantine.reference());
    }

    private static Finding finding(Quarantine quarantine) {
        return Finding.of(
                        Reason.QUARANTINED,
                        "This account is in quarantine. You can read, and write to the security desk.")
                .with("reference", quarantine.reference());
    }
}
