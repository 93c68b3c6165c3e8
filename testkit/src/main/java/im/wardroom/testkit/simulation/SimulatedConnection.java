// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.util.List;
import java.util.function.UnaryOperator;

/// The server's end of a link, secured from the beginning. Behaves as the wire's connections do.
final class SimulatedConnection implements Connection {

    private final Link link;
    private final Machine machine;
    private final StreamWatch watch;
    private final Loop loop;
    private final StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
    private final ConnectionHandler handler;
    private boolean reading = true;
    private boolean decoding;
    private boolean deaf;
    private boolean closing;
    private boolean gone;
    private long queued;

    SimulatedConnection(Link link, Machine machine, StreamWatch watch, UnaryOperator<Connection> wrapping) {
        this.link = link;
        this.machine = machine;
        this.watch = watch;
        this.loop = machine.someLoop();
        this.handler = machine.connect(wrapping.apply(this));
        loop.execute(handler::secured);
    }

    // ---- from the client

    void arrived(byte[] bytes) {
        loop.execute(() -> {
            if (!deaf) {
                handler.heard();
                parser.feed(bytes, 0, bytes.length);
                decode();
            }
        });
    }

    private void decode() {
        if (decoding) {
            return;
        }
        decoding = true;
        try {
            StreamEvent event;
            while (reading && !deaf && (event = parser.next()) != null) {
                handler.received(event);
            }
        } catch (StreamException e) {
            deaf = true;
            handler.failed(e.error());
        } finally {
            decoding = false;
        }
    }

    void disconnected() {
        loop.execute(() -> {
            if (!gone) {
                gone = true;
                deaf = true;
                handler.disconnected();
            }
        });
    }

    // ---- to the client

    @Override
    public void write(byte[] bytes) {
        enqueue(bytes, () -> {});
    }

    @Override
    public void write(byte[] bytes, Runnable written) {
        enqueue(bytes, () -> {
            link.world().ledger().taken(bytes);
            loop.execute(written);
        });
    }

    private void enqueue(byte[] bytes, Runnable taken) {
        long said = link.world().scheduler().steps();
        queued += bytes.length;
        if (!closing && !gone && !machine.isDead()) {
            watch.written(bytes);
        }
        loop.run(() -> {
            if (closing || gone || machine.isDead()) {
                queued -= bytes.length;
                return;
            }
            link.carryDown(bytes, said, () -> {
                queued -= bytes.length;
                taken.run();
            });
        });
    }

    @Override
    public void close() {
        loop.run(() -> {
            if (!closing) {
                closing = true;
                deaf = true;
                link.closeFromServer();
            }
        });
    }

    @Override
    public long queuedBytes() {
        return queued;
    }

    @Override
    public void read(boolean on) {
        reading = on;
        if (on) {
            decode();
        }
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
    public void startTls() {
        throw new IllegalStateException("it is encrypted already");
    }

    @Override
    public TlsSession tls() {
        return new TlsSession("TLSv1.3", "TLS_AES_128_GCM_SHA256", null, List.of());
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
