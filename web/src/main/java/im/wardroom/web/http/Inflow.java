// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The body of a request on its way from the connection's loop, which adds pieces, to the one thread that reads it.
/// More is asked for only when all that came was read, so that a fast client fills no memory.
final class Inflow extends InputStream {

    private final BooleanSupplier ask;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int taken;
    private boolean asked;
    private boolean complete;
    private @Nullable String failure;

    /// @param ask for the next piece; called by the reader, and false if none will come
    Inflow(BooleanSupplier ask) {
        this.ask = ask;
    }

    // ---- on the loop

    synchronized void add(byte[] piece) {
        if (piece.length > 0) {
            pieces.add(piece);
            asked = false;
            notifyAll();
        }
    }

    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /// The rest will not come.
    synchronized void fail(String reason) {
        failure = reason;
        notifyAll();
    }

    synchronized boolean isComplete() {
        return complete;
    }

    /// The reader waits for the client.
    synchronized boolean isAskedFor() {
        return asked;
    }

    // ---- the reader

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (needsMore() && !ask.getAsBoolean()) {
            throw new IOException("the server stops");
        }
        synchronized (this) {
            await();
            byte[] piece = pieces.peek();
            if (piece == null) {
                return -1;
            }
            int count = Math.min(length, piece.length - taken);
            System.arraycopy(piece, taken, target, offset, count);
            taken += count;
            if (taken == piece.length) {
                pieces.remove();
                taken = 0;
            }
            return count;
        }
    }

    private synchronized boolean needsMore() {
        boolean needs = pieces.isEmpty() && !complete && failure == null && !asked;
        asked |= needs;
        return needs;
    }

    private void await() throws IOException {
        try {
            while (pieces.isEmpty() && !complete && failure == null) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
        if (failure != null) {
            throw new IOException(failure);
        }
    }
}
