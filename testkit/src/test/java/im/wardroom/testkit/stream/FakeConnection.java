// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection without a socket, on a loop of its own: bytes go in as a client would send them, and what is written
/// is kept as text.
final class FakeConnection implements Connection, AutoCloseable {

    /// A single thread of the JDK as a loop.
    static final class ThreadLoop implements Loop {
        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        private volatile @Nullable Thread thread;

        ThreadLoop() {
            executor.execute(() -> thread = Thread.currentThread());
        }

        @Override
        public boolean isCurrent() {
            return Thread.currentThread() == thread;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            var future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(task);
        }
    }

    private final ThreadLoop loop;
    private final StreamParser parser;
    private final StringBuilder written = new StringBuilder();
    private final ConnectionHandler handler;
    private boolean reading = true;
    private boolean closed;

    FakeConnection(ThreadLoop loop, XmlLimits limits, Function<Connection, ConnectionHandler> handlers) {
        this.loop = loop;
        this.parser = new StreamParser(limits);
        this.handler = handlers.apply(this);
        loop.execute(handler::secured);
    }

    /// Hands in bytes and waits until all of them were dealt with.
    void feed(byte[] bytes) {
        await(() -> {
            if (!closed) {
                parser.feed(bytes, 0, bytes.length);
                decode();
            }
            return true;
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!await(() -> reading || closed)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the stream never went on reading");
            }
            Thread.onSpinWait();
        }
    }

    private void decode() {
        try {
            StreamEvent event;
            while (reading && !closed && (event = parser.next()) != null) {
                handler.received(event);
            }
        } catch (StreamException e) {
            handler.failed(e.error());
        }
    }

    private boolean await(Callable<Boolean> task) {
        try {
            return loop.executor.submit(task).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// What was written since the last call.
    String takeWritten() {
        StringBuilder taken = new StringBuilder();
        await(() -> {
            taken.append(written);
            written.setLength(0);
            return true;
        });
        return taken.toString();
    }

    boolean isClosed() {
        return await(() -> closed);
    }

    @Override
    public void write(byte[] bytes) {
        loop.run(() -> written.append(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Override
    public void write(byte[] bytes, Runnable taken) {
        loop.run(() -> {
            written.append(new String(bytes, StandardCharsets.UTF_8));
            taken.run();
        });
    }

    @Override
    public void read(boolean on) {
        reading = on;
        if (on) {
            loop.execute(this::decode);
        }
    }

    @Override
    public void close() {
        loop.run(() -> {
            if (!closed) {
                closed = true;
                loop.execute(handler::disconnected);
            }
        });
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public InetAddress remoteAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public void startTls() {
        throw new AssertionError("it is encrypted already");
    }

    @Override
    public TlsSession tls() {
        byte[] data = new byte[32];
        return new TlsSession(
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                null,
                List.of(new TlsSession.Binding(ChannelBinding.TLS_EXPORTER, data)));
    }

    @Override
    public void restartStream() {
        parser.restart();
    }

    @Override
    public void limit(XmlLimits limits) {
        parser.limit(limits);
    }
}
