// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Collects what one turn of the loop writes to a connection, and sends it as one: one TLS record and one system call
/// for many stanzas. Belongs to the connection's loop, but for its counter.
final class Outbox {

    private final Channel channel;
    private final AtomicLong queued = new AtomicLong();
    private List<byte[]> waiting = new ArrayList<>(4);
    private List<Runnable> listeners = List.of();
    private boolean scheduled;

    Outbox(Channel channel) {
        this.channel = channel;
    }

    /// Counts bytes that are on their way to here. From any thread.
    void announce(int bytes) {
        queued.addAndGet(bytes);
    }

    /// Bytes that were announced and that the peer has not taken yet. From any thread.
    long queuedBytes() {
        return queued.get();
    }

    /// Forgets bytes that were announced and do not come.
    void withdraw(int bytes) {
        queued.addAndGet(-bytes);
    }

    /// @param written runs once the operating system took the bytes, and never if it did not
    void add(byte[] bytes, @Nullable Runnable written) {
        waiting.add(bytes);
        if (written != null) {
            listeners = listeners.isEmpty() ? new ArrayList<>(4) : listeners;
            listeners.add(written);
        }
        if (!scheduled) {
            scheduled = true;
            channel.eventLoop().execute(() -> {
                scheduled = false;
                flush();
            });
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        byte[] bytes = joined();
        List<Runnable> told = listeners;
        waiting.clear();
        listeners = List.of();
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(future -> {
            queued.addAndGet(-bytes.length);
            if (future.isSuccess()) {
                told.forEach(Runnable::run);
            }
        });
    }

    private byte[] joined() {
        if (waiting.size() == 1) {
            return waiting.getFirst();
        }
        int length = 0;
        for (byte[] piece : waiting) {
            length += piece.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : waiting) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }
}
