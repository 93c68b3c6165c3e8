// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.retention;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes from the archives what need not stay: account by account, in steps that are small enough for messages to be
/// written between them. What nobody has received yet and the accounts under legal hold are left alone; the store sees
/// to both. Thread-safe.
public final class Pruning {

    /// Messages of one step.
    static final int STEP = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final int ACCOUNTS_PAGE = 200;

    /// An archive may grow beyond its number of messages by this part before the regular run counts it: so counting
    /// costs each message the same, however many are kept.
    private static final int SLACK = 10;

    private final Store store;
    private final List<Domain> domains;
    private final KeepRules rules;
    private final Clock clock;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopped;

    /// What a run did.
    ///
    /// @param accounts whose archives became shorter
    /// @param messages that were removed
    /// @param held accounts that were left alone
    public record Totals(long accounts, long messages, long held) {
        static final Totals NOTHING = new Totals(0, 0, 0);

        Totals pruned(long removed) {
            return removed == 0 ? this : new Totals(accounts + 1, messages + removed, held);
        }

        Totals left() {
            return new Totals(accounts, messages, held + 1);
        }
    }

    public Pruning(Store store, List<Domain> domains, KeepRules rules, Clock clock) {
        this.store = store;
        this.domains = List.copyOf(domains);
        this.rules = rules;
        this.clock = clock;
    }

    public KeepRules rules() {
        return rules;
    }

    /// Goes through all accounts, unless a run is going on already. Blocks.
    ///
    /// @param exact nothing may stay beyond the numbers
    /// @return empty if it did not run
    /// @throws StoreException if the disk fails; what was done stays done
    public Optional<Totals> run(boolean exact) {
        if (!running.tryLock()) {
            return Optional.empty();
        }
        try {
            Instant started = clock.instant();
            Totals totals = Totals.NOTHING;
            for (Domain domain : domains) {
                totals = run(domain, exact, totals);
            }
            LOG.atInfo()
                    .addKeyValue("accounts", totals.accounts())
                    .addKeyValue("messages", totals.messages())
                    .addKeyValue("held", totals.held())
                    .addKeyValue(
                            "millis", Duration.between(started, clock.instant()).toMillis())
                    .log("archives pruned");
            return Optional.of(totals);
        } finally {
            running.unlock();
        }
    }

    private Totals run(Domain domain, boolean exact, Totals before) {
        Totals totals = before;
        List<Accounts.Summary> page = store.accounts().list(domain, "", ACCOUNTS_PAGE);
        while (!page.isEmpty() && !stopped) {
            for (Accounts.Summary account : page) {
                totals = account.held() ? totals.left() : totals.pruned(prune(account.jid(), exact));
            }
            page = store.accounts().list(domain, page.getLast().jid().toString(), ACCOUNTS_PAGE);
        }
        return totals;
    }

    private long prune(BareJid account, boolean exact) {
        Keep keep = rules.of(account);
        if (keep.isEverything()) {
            return 0;
        }
        long upTo = boundary(account, keep, exact);
        long removed = 0;
        int step = step(account, upTo);
        while (step > 0 && !stopped) {
            remove(account, upTo);
            removed += step;
            step = step(account, upTo);
        }
        return removed;
    }

    private int step(BareJid account, long upTo) {
        return upTo == 0 ? 0 : store.messages().prunable(account, upTo, STEP);
    }

    /// The last message that need not stay.
    private long boundary(BareJid account, Keep keep, boolean exact) {
        MessageLog log = store.messages();
        long byAge = keep.age()
                .map(age -> log.lastBefore(account, clock.instant().minus(age)))
                .orElse(0L);
        OptionalInt count = keep.count();
        if (count.isEmpty()) {
            return byAge;
        }
        int slack = exact ? 0 : count.getAsInt() / SLACK;
        return Math.max(byAge, log.lastBeyond(account, count.getAsInt(), slack));
    }

    private void remove(BareJid account, long upTo) {
        try {
            store.commit(List.of(new Change.PruneMessages(account, upTo, STEP))).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /// Lets a run end after its current step.
    public void stop() {
        stopped = true;
    }
}
