// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A program on loopback that does with each connection what a test wants, to play a scanner of any character.
final class Listener implements AutoCloseable {

    @FunctionalInterface
    interface Play {
        void with(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;

    Listener(Play play) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(play));
    }

    private void accept(Play play) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> {
                    try (connection) {
                        play.with(connection.getInputStream(), connection.getOutputStream());
                    } catch (IOException | InterruptedException e) {
                        // The other side has gone; that is its right.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    Endpoint endpoint() {
        return new Endpoint.Tcp("127.0.0.1", socket.getLocalPort());
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
