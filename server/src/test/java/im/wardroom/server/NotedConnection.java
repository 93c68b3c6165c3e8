// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A connection without a socket, whose client reads everything at once: what is written is noted until it is closed.
public final class NotedConnection implements Connection {

    private final Loop loop;
    private final List<String> written = new ArrayList<>();
    private boolean closed;
    private boolean reading = true;

    public NotedConnection(Loop loop) {
        this.loop = loop;
    }

    /// What was written since the last call: an element each, or the end of the stream.
    public List<String> take() {
        List<String> taken = List.copyOf(written);
        written.clear();
        return taken;
    }

    public boolean isReading() {
        return reading;
    }

    public boolean isClosed() {
        return closed;
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
    public void write(byte[] bytes) {
        if (!closed) {
            written.add(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void write(byte[] bytes, Runnable taken) {
        write(bytes);
        loop.execute(taken);
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("it is encrypted already");
    }

    @Override
    public TlsSession tls() {
        return new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256", null, List.of());
    }

    @Override
    public void restartStream() {
        throw new IllegalStateException("it is established already");
    }

    @Override
    public void limit(XmlLimits limits) {}

    @Override
    public void read(boolean on) {
        reading = on;
    }

    @Override
    public void close() {
        closed = true;
    }
}
