// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// The bare client's side of a stream: sends text, receives events. One thread writes, one of its own reads.
public final class TestStream implements AutoCloseable {

    /// Longer than anything takes that works.
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final XmlLimits LIMITS = new XmlLimits(64 << 20, 1_000, 1_000, 1 << 20, 1_000);

    private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
    private Socket socket;
    private StreamParser parser = new StreamParser(LIMITS);

    private TestStream(Socket socket) {
        this.socket = socket;
    }

    /// In clear, to be secured with STARTTLS.
    public static TestStream connect(InetSocketAddress address) {
        return connect(address, address.getAddress());
    }

    /// As above, from one of this machine's addresses.
    public static TestStream connect(InetSocketAddress address, InetAddress from) {
        try {
            TestStream stream = new TestStream(new Socket(address.getAddress(), address.getPort(), from, 0));
            stream.socket.setTcpNoDelay(true);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a stream and reads the answer to it.
    public Element open(String domain) {
        return open(domain, "");
    }

    /// @param attributes more of the opening tag, such as its language
    public Element open(String domain, String attributes) {
        parser = new StreamParser(LIMITS);
        send("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAM
                + "' version='1.0' to='" + domain + "' " + attributes + ">");
        if (next() instanceof StreamEvent.Opened(Element header, String ignored)) {
            return header;
        }
        throw new AssertionError("the server did not open its stream");
    }

    /// Opens a stream and reads its features.
    public Element features(String domain) {
        open(domain);
        return receive();
    }

    /// STARTTLS, up to the handshake.
    public void secure(String domain) {
        features(domain);
        send("<starttls xmlns='" + Namespaces.TLS + "'/>");
        Element proceed = receive();
        if (!proceed.is(Namespaces.TLS, "proceed")) {
            throw new AssertionError("no <proceed/> but " + proceed);
        }
        handshake(domain);
    }

    /// TLS over what there is.
    public void handshake(String domain) {
        try {
            SSLSocket secured = TrustingTls.over(socket, domain);
            secured.startHandshake();
            socket = secured;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Data of `tls-exporter` for this connection (RFC 9266).
    public byte[] exported() {
        try {
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
            return session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String xml) {
        send(xml.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next first-level element.
    public Element receive() {
        StreamEvent event = next();
        if (event instanceof StreamEvent.Received(Element element)) {
            return element;
        }
        throw new AssertionError("no element but " + event);
    }

    /// The next event; fails after [#PATIENCE].
    public StreamEvent next() {
        StreamEvent event = poll(PATIENCE);
        if (event == null) {
            throw new AssertionError("nothing came in " + PATIENCE);
        }
        return event;
    }

    /// The next event, or null if none comes in that time. [StreamEvent.Closed] also stands for a lost connection.
    public @Nullable StreamEvent poll(Duration patience) {
        if (reader != null) {
            return queued(patience);
        }
        return read(patience);
    }

    private @Nullable StreamEvent read(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        byte[] buffer = new byte[16 * 1024];
        try {
            StreamEvent event;
            while ((event = parser.next()) == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    return null;
                }
                socket.setSoTimeout((int) Math.max(1, left));
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return new StreamEvent.Closed();
                }
                parser.feed(buffer, 0, count);
            }
            goodbye = goodbye || event instanceof StreamEvent.Closed;
            return event;
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            return new StreamEvent.Closed();
        }
    }

    /// The server closed its stream properly, instead of just being gone.
    public boolean isClosedByServer() {
        return goodbye;
    }

    private volatile boolean goodbye;
    private @Nullable Thread reader;

    private @Nullable StreamEvent queued(Duration patience) {
        try {
            return events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /// From now on a thread of its own reads, so that the server is never kept waiting.
    public void readAlways() {
        reader = Thread.ofVirtual().start(() -> {
            StreamEvent event;
            do {
                event = read(Duration.ofDays(1));
                if (event != null) {
                    events.add(event);
                }
            } while (event != null && !(event instanceof StreamEvent.Closed));
        });
    }

    /// Ends the connection without a goodbye.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
