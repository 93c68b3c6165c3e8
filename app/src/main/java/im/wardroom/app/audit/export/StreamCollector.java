// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Syslog over TCP with counted octets (RFC 6587 §3.4.1), or over TLS (RFC 5425 §4.3), which frames them the same way.
/// Somebody listens for the end of the connection, as collectors say nothing else.
final class StreamCollector implements Collector {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int GOODBYE_MILLIS = 2_000;

    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean orderly;

    private StreamCollector(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        Thread.ofVirtual().name("audit-export-listener").start(this::listen);
    }

    /// @throws IOException if nobody is there
    static StreamCollector tcp(InetSocketAddress address) throws IOException {
        return new StreamCollector(connected(address));
    }

    /// @throws IOException if nobody is there, or it cannot prove to be who it should be (RFC 5425 §5.2)
    static StreamCollector tls(InetSocketAddress address, SSLSocketFactory factory) throws IOException {
        Socket plain = connected(address);
        try {
            SSLSocket socket =
                    (SSLSocket) factory.createSocket(plain, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return new StreamCollector(socket);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_MILLIS);
            socket.setKeepAlive(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Whatever a collector says is of no interest, but that it goes away is.
    private void listen() {
        byte[] ignored = new byte[512];
        try {
            var in = socket.getInputStream();
            while (in.read(ignored) >= 0) {
                continue;
            }
            orderly = true;
        } catch (IOException e) {
            orderly = false;
        } finally {
            ended.countDown();
        }
    }

    @Override
    public void send(byte[] message) throws IOException {
        out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(message);
    }

    @Override
    public void flush() throws IOException {
        if (ended.getCount() == 0) {
            throw new IOException("the collector closed the connection");
        }
        out.flush();
    }

    /// Whoever closes its side after ours has read all that was before.
    @Override
    public boolean finish() {
        try {
            flush();
            socket.shutdownOutput();
            return ended.await(GOODBYE_MILLIS, TimeUnit.MILLISECONDS) && orderly;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(StreamCollector.class)
                    .atDebug()
                    .setCause(e)
                    .log("the connection to a collector did not close");
        }
    }
}
