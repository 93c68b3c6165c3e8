// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two connections that are joined: counts what passes, and ends it when it is too much or when nothing comes any more.
/// Thread-safe.
final class Pair {

    private static final Logger LOG = LoggerFactory.getLogger(Pair.class);

    /// Looks in the time after which a silent pair ends.
    private static final int LOOKS = 4;

    private final Relay relay;
    private final Meeting meeting;
    private final RelayOptions options;
    private final List<Side> sides;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile long lastPassed = System.nanoTime();
    private volatile String end = "closed";
    private volatile @Nullable Future<?> watch;

    Pair(Relay relay, Meeting meeting, RelayOptions options) {
        this.relay = relay;
        this.meeting = meeting;
        this.options = options;
        this.sides = List.copyOf(meeting.sides);
    }

    void begin() {
        long look = Math.max(1, options.idle().toMillis() / LOOKS);
        watch = sides.getFirst().loop().scheduleAtFixedRate(this::look, look, look, TimeUnit.MILLISECONDS);
        sides.getFirst().meets(sides.getLast());
        sides.getLast().meets(sides.getFirst());
        sides.forEach(side -> side.join(this));
    }

    private void look() {
        if (System.nanoTime() - lastPassed > options.idle().toNanos()) {
            stop("idle");
        }
    }

    /// False if it is too much; then both connections are closed.
    boolean counts(int more) {
        if (bytes.addAndGet(more) > options.maxBytes()) {
            stop("too many bytes");
            return false;
        }
        return true;
    }

    /// @return for how many nanoseconds no more may be read
    long pass(int passed) {
        lastPassed = System.nanoTime();
        return meeting.account.allowance.pass(passed, lastPassed);
    }

    private void stop(String cause) {
        if (stopped.compareAndSet(false, true)) {
            end = cause;
            sides.forEach(Side::close);
        }
    }

    /// One of the connections is gone.
    void oneEnded() {
        if (ended.incrementAndGet() == sides.size()) {
            Future<?> timer = watch;
            if (timer != null) {
                timer.cancel(false);
            }
            relay.ended(meeting);
            LOG.atInfo()
                    .addKeyValue("account", meeting.account.name)
                    .addKeyValue("bytes", Math.min(bytes.get(), options.maxBytes()))
                    .addKeyValue("end", end)
                    .log("a stream between two devices was relayed");
        }
    }
}
