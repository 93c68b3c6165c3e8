// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts what a stanza still asks for; when nothing is left, all of it is on disk and on its way.
/// Thread-safe.
public final class Receipt {

    /// For stanzas that nobody waits for.
    public static final Receipt NONE = new Receipt(() -> {}, e -> {});

    /// Told of a receipt that could not be fulfilled.
    @FunctionalInterface
    public interface Failure {
        void failed(Throwable cause);
    }

    private final AtomicInteger open = new AtomicInteger(1);
    private final Runnable fulfilled;
    private final Failure failure;

    /// @param fulfilled runs once, on any thread, if everything was done
    /// @param failure runs on any thread for each part that could not be done; `fulfilled` will not run then
    public Receipt(Runnable fulfilled, Failure failure) {
        this.fulfilled = fulfilled;
        this.failure = failure;
    }

    /// One part more.
    public void retain() {
        if (this != NONE) {
            open.incrementAndGet();
        }
    }

    /// One part is done.
    public void release() {
        if (this != NONE && open.decrementAndGet() == 0) {
            fulfilled.run();
        }
    }

    /// One part cannot be done: never fulfilled.
    public void fail(Throwable cause) {
        failure.failed(cause);
    }
}
