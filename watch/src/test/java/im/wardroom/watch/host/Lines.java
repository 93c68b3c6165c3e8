// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Lines of `/proc/PID/net/tcp` and its like, as this machine's kernel writes them.
public final class Lines {

    private Lines() {}

    public static String established(String peer, int port, long inode) {
        return line("10.0.0.2", 40_000, peer, port, 1, inode);
    }

    public static String listening(String local, int port, long inode) {
        return line(local, port, "0.0.0.0", 0, 10, inode);
    }

    private static String line(String local, int localPort, String peer, int peerPort, int state, long inode) {
        return "   0: %s:%04X %s:%04X %02X 00000000:00000000 00:00000000 00000000  1000        0 %d 1"
                .formatted(hex(local), localPort, hex(peer), peerPort, state, inode);
    }

    private static String hex(String address) {
        ByteBuffer octets =
                ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder digits = new StringBuilder();
        while (octets.hasRemaining()) {
            digits.append("%08X".formatted(octets.getInt()));
        }
        return digits.toString();
    }
}
