// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;

/// Who of a loop's connections is served when there is more to do than time: first those that have been here for a
/// while and were silent for a moment, then the others in turn, a little of each; and between slices of time, whatever
/// else the loop has to do. So what somebody sends now and then, and what becomes of it, does not wait for all that
/// others send. Belongs to the loop.
final class Turns {

    /// Of each round of the loop.
    private static final long SLICE_NANOS = 1_000_000;

    private static final long SILENCE_NANOS = 20_000_000;

    /// Who came a shorter time ago than that does not go first: not two hundred who sign in together.
    private static final long NEW_NANOS = 10_000_000_000L;

    /// Of those that were silent, in each round: if the processor is somebody else's meanwhile, the time passes, too.
    private static final int LEAST_RESTED = 16;

    private static final FastThreadLocal<Turns> OF_LOOP = new FastThreadLocal<>();

    /// A connection that has its turn.
    interface Speaker {

        /// @param end nothing more after that time, as [System#nanoTime()] has it; one thing, if it is over
        void takeTurn(long end);
    }

    private final SingleThreadEventLoop loop;
    private final Deque<Speaker> rested = new ArrayDeque<>();
    private final Deque<Speaker> others = new ArrayDeque<>();
    private boolean underWay;
    private long end;

    private Turns(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /// Of this loop, which is the current one.
    static Turns of(EventLoop loop) {
        Turns turns = OF_LOOP.getIfExists();
        if (turns == null) {
            turns = new Turns((SingleThreadEventLoop) loop);
            OF_LOOP.set(turns);
        }
        return turns;
    }

    /// Until when whoever comes now may be served at once; that may be over.
    long end(long now) {
        begin(now);
        return end;
    }

    /// @param since when it came
    /// @param last when it was served last, or could have been
    void await(Speaker speaker, long now, long since, long last) {
        begin(now);
        boolean first = now - last > SILENCE_NANOS && now - since >= NEW_NANOS;
        (first ? rested : others).add(speaker);
    }

    private void begin(long now) {
        if (!underWay) {
            underWay = true;
            end = now + SLICE_NANOS;
            loop.executeAfterEventLoopIteration(this::serve);
        }
    }

    private void serve() {
        try {
            serveUntilTheEnd();
        } finally {
            // Whoever fails does not keep the others waiting for ever.
            underWay = false;
            if (!rested.isEmpty() || !others.isEmpty()) {
                loop.execute(() -> begin(System.nanoTime()));
            }
        }
    }

    private void serveUntilTheEnd() {
        long now = System.nanoTime();
        end = now + SLICE_NANOS;
        Speaker next;
        for (int i = 0; (now < end || i < LEAST_RESTED) && (next = rested.poll()) != null; i++) {
            next.takeTurn(end);
            now = System.nanoTime();
        }
        // One of them at least, however many come who were silent.
        while ((next = others.poll()) != null) {
            next.takeTurn(end);
            now = System.nanoTime();
            if (now >= end) {
                return;
            }
        }
    }
}
