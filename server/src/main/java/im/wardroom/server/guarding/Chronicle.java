// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Journal;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what the guard found, so that an officer can see it and a user can ask. What happens to the same sender for
/// the same reason within a minute is one record with a count, so that a flood is not one of records. Thread-safe;
/// writes happen elsewhere.
public final class Chronicle implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    /// Letters and digits that nobody confuses when they are read aloud.
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int REFERENCE_LETTERS = 10;
    private static final int PRUNED_AT_ONCE = 1_000;
    private static final Duration FOLDED = Duration.ofMinutes(1);
    private static final int MAX_OPEN = 10_000;

    private record Key(BareJid sender, Reason reason, boolean enforced) {}

    private static final class Open {
        private Recorded recorded;
        private long written;

        Open(Recorded recorded) {
            this.recorded = recorded;
        }
    }

    private final Store store;
    private final Clock clock;
    private final SecureRandom random;
    private final Consumer<Recorded> listener;
    private final Map<Key, Open> open = new LinkedHashMap<>();
    private final AtomicLongArray stopped = new AtomicLongArray(Reason.values().length);
    private final AtomicLongArray observed = new AtomicLongArray(Reason.values().length);
    private final LongAdder lost = new LongAdder();

    /// @param listener told of each new record on the thread that makes it, and once more of one that has a count when
    /// its minute is over
    public Chronicle(Store store, Clock clock, SecureRandom random, Consumer<Recorded> listener) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.listener = listener;
    }

    @Override
    public String note(Act act, Verdict verdict, boolean enforced) {
        return switch (verdict) {
            case Verdict.Pass _ -> "";
            case Verdict.Annotate it -> note(act, it.finding(), "annotate", enforced);
            case Verdict.Hold it -> note(act, it.finding(), "hold", enforced);
            case Verdict.Refuse it -> note(act, it.finding(), "refuse", enforced);
            case Verdict.Quarantine it -> note(act, it.finding(), "quarantine", enforced);
        };
    }

    private String note(Act act, Finding finding, String verdict, boolean enforced) {
        return note(act.sender(), act.stanza().to(), finding, verdict, enforced);
    }

    /// What was found without an act of the moment.
    public String note(BareJid sender, @Nullable Jid recipient, Finding finding, String verdict, boolean enforced) {
        (enforced ? stopped : observed).incrementAndGet(finding.reason().ordinal());
        Instant now = clock.instant();
        Key key = new Key(sender, finding.reason(), enforced);
        Recorded fresh;
        Recorded closed;
        synchronized (this) {
            Open found = open.get(key);
            if (found != null && found.recorded.at().plus(FOLDED).isAfter(now)) {
                found.recorded = found.recorded.counted(found.recorded.count() + 1);
                return found.recorded.reference();
            }
            fresh = new Recorded(reference(), now, sender, recipient, finding, verdict, enforced, 1);
            Open over = open.remove(key);
            if (over == null && open.size() >= MAX_OPEN) {
                over = open.remove(open.keySet().iterator().next());
            }
            closed = over == null ? null : over.recorded;
            Open begun = new Open(fresh);
            begun.written = 1;
            open.put(key, begun);
        }
        if (closed != null && closed.count() > 1) {
            write(closed);
            listener.accept(closed);
        }
        write(fresh);
        listener.accept(fresh);
        return fresh.reference();
    }

    private String reference() {
        StringBuilder reference = new StringBuilder();
        for (int i = 0; i < REFERENCE_LETTERS; i++) {
            reference.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return reference.toString();
    }

    private void write(Recorded recorded) {
        store.commit(List.of(new Change.PutGuardRecord(recorded.toEntry()))).whenComplete((ok, failure) -> {
            if (failure != null) {
                lost.increment();
                LOG.atWarn()
                        .setCause(failure)
                        .addKeyValue("reference", recorded.reference())
                        .addKeyValue("reason", recorded.finding().reason().code())
                        .log("a finding could not be kept");
            }
        });
    }

    /// Writes the counts that have grown, and forgets what is over. To be called every few seconds.
    public void tick() {
        Instant now = clock.instant();
        List<Recorded> grown = new ArrayList<>();
        List<Recorded> ended = new ArrayList<>();
        synchronized (this) {
            for (Open each : open.values()) {
                if (each.written < each.recorded.count()) {
                    each.written = each.recorded.count();
                    grown.add(each.recorded);
                }
            }
            open.values().removeIf(each -> {
                boolean isOver = !each.recorded.at().plus(FOLDED).isAfter(now);
                if (isOver && each.recorded.count() > 1) {
                    ended.add(each.recorded);
                }
                return isOver;
            });
        }
        grown.forEach(this::write);
        ended.forEach(listener);
    }

    /// Removes what is older, bit by bit. To be called now and then.
    public void prune(Duration keepFor) {
        store.commit(List.of(
                new Change.PruneGuardRecords(Kind.FINDING, clock.instant().minus(keepFor), PRUNED_AT_ONCE)));
    }

    /// May block.
    public List<Recorded> newest(int limit) {
        return store.guard().newest(Kind.FINDING, limit).stream()
                .map(Recorded::read)
                .toList();
    }

    /// May block.
    public Optional<Recorded> find(String reference) {
        return store.guard().find(Kind.FINDING, reference).map(Recorded::read);
    }

    /// How often each reason stopped something since the start, and how often it would have.
    public record Count(Reason reason, long stopped, long observed) {}

    public long stopped(Reason reason) {
        return stopped.get(reason.ordinal());
    }

    /// How often it would have been stopped.
    public long observed(Reason reason) {
        return observed.get(reason.ordinal());
    }

    /// How many times a record could not be written since the start.
    public long lost() {
        return lost.sum();
    }

    public List<Count> counts() {
        return Arrays.stream(Reason.values())
                .map(reason -> new Count(reason, stopped.get(reason.ordinal()), observed.get(reason.ordinal())))
                .filter(count -> count.stopped() + count.observed() > 0)
                .toList();
    }
}
