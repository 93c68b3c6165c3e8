// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A connection to a scanner that ends at a set time, whatever the other side does. One thread writes, one reads.
final class Line implements AutoCloseable {

    private final SocketChannel channel;
    private final Thread watch;
    private volatile boolean late;

    private Line(SocketChannel channel, Duration patience) {
        this.channel = channel;
        this.watch = Thread.ofVirtual().name("scanner-watch").start(() -> {
            try {
                Thread.sleep(patience);
                late = true;
                channel.close();
            } catch (InterruptedException | IOException e) {
                // It was done in time, or it is closed already.
                Thread.currentThread().interrupt();
            }
        });
    }

    /// @throws IOException if nobody is there
    static Line to(Endpoint endpoint, Duration patience) throws IOException {
        SocketAddress address = endpoint.address();
        if (address instanceof InetSocketAddress tcp && tcp.isUnresolved()) {
            throw new IOException("no such host: " + endpoint);
        }
        SocketChannel channel = endpoint instanceof Endpoint.Unix
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        Line line = new Line(channel, patience);
        try {
            channel.connect(address);
            return line;
        } catch (IOException e) {
            line.close();
            throw line.explain(e);
        }
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    void writeAscii(String text) throws IOException {
        write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /// What comes. The streams of the platform would let the writer wait for the reader.
    InputStream in() {
        return new java.io.BufferedInputStream(new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        });
    }

    /// Reads while this thread goes on writing: a scanner may have seen enough before it has all.
    static <T> CompletableFuture<T> reading(Callable<T> read) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().name("scanner-read").start(() -> {
            try {
                result.complete(read.call());
            } catch (Exception e) {
                // At the edge of a thread: whoever waits gets it.
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /// @throws IOException why it could not be read
    <T> T await(CompletableFuture<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException | CompletionException e) {
            throw e.getCause() instanceof IOException io
                    ? explain(io)
                    : new IOException("the answer could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Says what a closed connection means here.
    IOException explain(IOException cause) {
        return late || cause instanceof ClosedChannelException ? new IOException("no answer in time", cause) : cause;
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        channel.close();
    }
}
