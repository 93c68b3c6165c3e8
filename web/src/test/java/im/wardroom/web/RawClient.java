// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web;

import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TrustingTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Says over TLS whatever a test wants it to say, byte by byte.
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final SSLSocket socket;

    private RawClient(SSLSocket socket) {
        this.socket = socket;
    }

    static RawClient connect(InetSocketAddress address) {
        return connect(address, "http/1.1");
    }

    public static RawClient connect(InetSocketAddress address, String protocol) {
        try {
            SSLSocket socket = TrustingTls.over(new Socket(address.getAddress(), address.getPort()), TestServer.DOMAIN);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param headers by their names in lower case
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public String agreedProtocol() {
        return socket.getApplicationProtocol();
    }

    public RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A GET of a path, with more header lines, and its answer.
    public Answer get(String path, String... lines) {
        return request("GET", path, lines);
    }

    public Answer request(String method, String path, String... lines) {
        StringBuilder text =
                new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: " + TestServer.DOMAIN + ":5443\r\n");
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        send(text.append("\r\n").toString());
        return answer(!method.equals("HEAD"));
    }

    /// Asks for a WebSocket as a stream of XMPP.
    public Answer upgrade() {
        return get(
                "/xmpp-websocket",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(new byte[16]),
                "Sec-WebSocket-Protocol: xmpp");
    }

    public Answer answer() {
        return answer(true);
    }

    private Answer answer(boolean hasBody) {
        int status = Integer.parseInt(line().split(" ", -1)[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = hasBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        return new Answer(status, headers, read(length));
    }

    private String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        while ((b = read()) != '\n') {
            if (b < 0) {
                throw new AssertionError("the server closed after: " + line);
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    public byte[] read(int length) {
        try {
            InputStream in = socket.getInputStream();
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new AssertionError("the server closed");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next byte, or -1 when the server has closed.
    public int read() {
        try {
            return socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
