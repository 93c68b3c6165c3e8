// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The one thread on which all clients live: waits for sockets, lets them read, and writes once per turn what they had
/// to say. Everything happens inside of [#turn], on the caller's thread.
public final class Reactor implements AutoCloseable {

    /// Something with a socket.
    interface Watched {
        void ready();

        void close();
    }

    static final int BUFFER = 64 * 1024;
    private static final int POOLED = 512;
    private static final long LONGEST_WAIT_MILLIS = 20;

    private final Selector selector;
    private final ArrayDeque<ByteBuffer> pool = new ArrayDeque<>();
    private List<TlsLink> unflushed = new ArrayList<>();
    private List<TlsLink> flushing = new ArrayList<>();

    /// What came from a socket; in use only while a link reads.
    final ByteBuffer received = ByteBuffer.allocateDirect(2 * BUFFER);
    /// The same, decrypted.
    final ByteBuffer plain = ByteBuffer.allocate(2 * BUFFER);

    public Reactor() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Selector selector() {
        return selector;
    }

    void flushLater(TlsLink link) {
        unflushed.add(link);
    }

    ByteBuffer borrow() {
        ByteBuffer pooled = pool.poll();
        return pooled == null ? ByteBuffer.allocateDirect(BUFFER) : pooled;
    }

    void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == BUFFER && pool.size() < POOLED) {
            pool.add(buffer.clear());
        }
    }

    /// Looks at all sockets once, and waits a short time until something happens.
    public void turn() {
        turn(LONGEST_WAIT_MILLIS);
    }

    /// Looks at all sockets once.
    ///
    /// @param millis how long it may sleep until something happens; if 0, waking up takes no time
    public void turn(long millis) {
        try {
            flush();
            if (millis == 0) {
                selector.selectNow(Reactor::ready);
            } else {
                selector.select(Reactor::ready, millis);
            }
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ready(SelectionKey key) {
        ((Watched) key.attachment()).ready();
    }

    private void flush() {
        List<TlsLink> now = unflushed;
        unflushed = flushing;
        flushing = now;
        now.forEach(TlsLink::flush);
        now.clear();
    }

    /// Turns until something is so. Returns false if it is not so in that time.
    public boolean until(BooleanSupplier done, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            turn();
        }
        return true;
    }

    /// Turns for that long.
    public void during(Duration time) {
        until(() -> false, time);
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : List.copyOf(selector.keys())) {
                ((Watched) key.attachment()).close();
            }
            selector.close();
        } catch (ClosedSelectorException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
