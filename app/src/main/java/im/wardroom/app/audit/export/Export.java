// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.Hash;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the audit log to one collector: a cursor over the table that moves when a record was sent and the connection
/// has held for a while since. Nothing is kept in memory but a page, so a collector may be down for weeks; when it is
/// back, what it may have missed is sent again. Has a thread of its own.
public final class Export implements AutoCloseable {

    /// @param settled how long the connection must hold until what was sent counts as arrived
    /// @param look how often it is looked for new records
    /// @param firstPause between two attempts, and twice that after each
    /// @param lastPause the longest one
    /// @param patience how long the server waits at its stop
    public record Pace(Duration settled, Duration look, Duration firstPause, Duration lastPause, Duration patience) {
        public static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(3),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5));
    }

    /// A record that was sent, and when.
    private record Sent(long seq, long nanos) {}

    private static final Logger LOG = LoggerFactory.getLogger(Export.class);
    private static final String POSITION = "audit-export/";
    private static final int PAGE = 200;
    private static final int MAX_UNSETTLED = 10_000;

    private final String name;
    private final Store store;
    private final LongSupplier last;
    private final Syslog syslog;
    private final Collector.Connecting connecting;
    private final Pace pace;
    private final Thread thread;
    private final ArrayDeque<Sent> unsettled = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closing;
    private volatile long settled;
    private volatile boolean connected;
    private long kept;
    private long cursor;
    private Instant latest = Instant.EPOCH;

    private Export(
            String name, Store store, LongSupplier last, Syslog syslog, Collector.Connecting connecting, Pace pace) {
        this.name = name;
        this.store = store;
        this.last = last;
        this.syslog = syslog;
        this.connecting = connecting;
        this.pace = pace;
        this.thread =
                Thread.ofPlatform().name("wardroom-audit-" + name).daemon().unstarted(this::run);
    }

    /// Goes on where an export of this name was. May block.
    ///
    /// @param last the number of the newest record
    static Export start(
            String name, Store store, LongSupplier last, Syslog syslog, Collector.Connecting connecting, Pace pace) {
        Export export = new Export(name, store, last, syslog, connecting, pace);
        export.settled = store.settings()
                .read(POSITION + name)
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)))
                .orElse(0L);
        export.kept = export.settled;
        export.thread.start();
        return export;
    }

    public String name() {
        return name;
    }

    /// How many records the collector does not have for certain.
    public long behind() {
        return Math.max(0, last.getAsLong() - settled);
    }

    public boolean isConnected() {
        return connected;
    }

    private void run() {
        Duration pause = pace.firstPause();
        boolean told = false;
        while (!isClosing()) {
            long before = settled;
            try (Collector collector = connecting.connect()) {
                connected = true;
                LOG.atInfo().addKeyValue("export", name).log("the collector is there");
                told = false;
                serve(collector);
            } catch (IOException | RuntimeException e) {
                if (!told || settled > before) {
                    LOG.atWarn()
                            .addKeyValue("export", name)
                            .addKeyValue("cause", e)
                            .addKeyValue("behind", behind())
                            .log("the collector cannot be reached; nothing is lost, and it is tried again");
                    told = true;
                }
            } finally {
                connected = false;
            }
            unsettled.clear();
            keep();
            pause = settled > before ? pace.firstPause() : pause;
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(pace.lastPause()) < 0 ? pause.multipliedBy(2) : pace.lastPause();
        }
    }

    /// Until the connection breaks, or the server stops and all is sent.
    private void serve(Collector collector) throws IOException {
        cursor = settled;
        while (true) {
            boolean end = isClosing();
            boolean sent = unsettled.size() < MAX_UNSETTLED && send(collector);
            collector.flush();
            settle(pace.settled().toNanos());
            if (!sent) {
                keep();
                if (end && cursor >= last.getAsLong()) {
                    if (collector.finish()) {
                        settle(0);
                    }
                    return;
                }
                rest(pace.look());
            }
        }
    }

    private boolean send(Collector collector) throws IOException {
        if (cursor >= last.getAsLong()) {
            return false;
        }
        List<Audit.Line> page = store.audit().read(cursor + 1, PAGE);
        for (Audit.Line line : page) {
            collector.send(syslog.message(record(line)));
            cursor = line.seq();
        }
        if (!page.isEmpty()) {
            unsettled.add(new Sent(cursor, System.nanoTime()));
        }
        return !page.isEmpty();
    }

    /// What somebody has damaged must not keep those after it from being told.
    private AuditRecord record(Audit.Line line) {
        try {
            AuditRecord record = AuditRecord.parse(line.text());
            latest = record.at();
            return record;
        } catch (IllegalArgumentException e) {
            Entry damaged = Entry.of(Entry.Kind.SYSTEM, "server", "record-damaged", Map.of("record", line.text()));
            return new AuditRecord(line.seq(), latest, damaged, Hash.NONE);
        }
    }

    private void settle(long nanos) {
        long now = System.nanoTime();
        while (!unsettled.isEmpty() && now - unsettled.getFirst().nanos() >= nanos) {
            settled = unsettled.removeFirst().seq();
        }
    }

    private void keep() {
        if (settled == kept) {
            return;
        }
        try {
            byte[] position = Long.toString(settled).getBytes(StandardCharsets.US_ASCII);
            store.commit(List.of(new Change.PutSetting(POSITION + name, position)))
                    .join();
            kept = settled;
        } catch (CompletionException e) {
            LOG.atWarn().addKeyValue("export", name).setCause(e).log("the position of an export is not kept yet");
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void rest(Duration time) {
        lock.lock();
        try {
            if (!closing) {
                var _ = changed.awaitNanos(time.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    /// Sends what is there, if the collector is. Blocks for some seconds at most; what is left goes after the next
    /// start.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(pace.patience());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(pace.patience());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
