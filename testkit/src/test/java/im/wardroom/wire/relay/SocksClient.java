// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A device at a proxy (RFC 1928, XEP-0065 §6.3). Belongs to the test's thread.
final class SocksClient implements AutoCloseable {

    static final int PATIENCE_MILLIS = 20_000;

    final Socket socket;

    SocksClient(InetSocketAddress address) {
        try {
            socket = new Socket(address.getAddress(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The reply code, or -1 if the connection ended.
    int connect(String hash) {
        send(5, 1, 0);
        if (read() != 5 || read() != 0) {
            return -1;
        }
        byte[] name = hash.getBytes(StandardCharsets.US_ASCII);
        send(5, 1, 0, 3, name.length);
        send(name);
        send(0, 0);
        if (read() != 5) {
            return -1;
        }
        int reply = read();
        read();
        int rest = read() == 3 ? read() : 4;
        for (int i = 0; i < rest + 2; i++) {
            read();
        }
        return reply;
    }

    void send(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        send(all);
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The next byte; -1 at the end, whatever ended it.
    int read() {
        try {
            return socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("nothing came", e);
        } catch (IOException e) {
            return -1;
        }
    }

    String read(int length) {
        try {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
