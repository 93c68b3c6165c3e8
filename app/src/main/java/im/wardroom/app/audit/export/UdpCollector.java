// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/// Syslog over UDP: one message in each datagram. Nobody says whether it arrives.
final class UdpCollector implements Collector {

    private static final int LISTEN_MILLIS = 1;

    private final DatagramSocket socket;

    /// @throws IOException if the name is not known
    UdpCollector(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("the name " + address.getHostString() + " is not known");
        }
        socket = new DatagramSocket();
        // Then the machine tells when nobody listens there.
        socket.connect(address);
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length));
    }

    /// The machine says only to who listens that nobody is there.
    @Override
    public void flush() throws IOException {
        try {
            socket.setSoTimeout(LISTEN_MILLIS);
            socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (SocketTimeoutException _) {
            // As it should be: collectors do not answer.
        }
    }

    @Override
    public boolean finish() {
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
