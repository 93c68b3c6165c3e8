// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.packet.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the kernel's lists of sockets: `/proc/PID/net/tcp`, `tcp6`, `udp` and `udp6`, a line each. An address is
/// written there as numbers of 32 bits in the order of octets of the machine.
final class SocketLines {

    private static final int FIELDS = 10;

    private final boolean isTcp;
    private final ByteOrder order;

    SocketLines(boolean isTcp, ByteOrder order) {
        this.isTcp = isTcp;
        this.order = order;
    }

    void read(BufferedReader lines, Consumer<Socket> to) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            socket(line).ifPresent(to);
        }
    }

    /// Empty for the heading, and for what is no such line.
    Optional<Socket> socket(String line) {
        String[] fields = line.strip().split("\\s+", FIELDS + 1);
        if (fields.length < FIELDS || !fields[0].endsWith(":")) {
            return Optional.empty();
        }
        try {
            int local = fields[1].lastIndexOf(':');
            int peer = fields[2].lastIndexOf(':');
            return Optional.of(new Socket(
                    isTcp,
                    address(fields[1].substring(0, local)),
                    Integer.parseInt(fields[1], local + 1, fields[1].length(), 16),
                    address(fields[2].substring(0, peer)),
                    Integer.parseInt(fields[2], peer + 1, fields[2].length(), 16),
                    Socket.State.of(Integer.parseInt(fields[3], 16)),
                    Long.parseLong(fields[7]),
                    Long.parseLong(fields[9])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notASocket) {
            return Optional.empty();
        }
    }

    private Address address(String digits) {
        if (digits.length() != 8 && digits.length() != 32) {
            throw new IllegalArgumentException("neither IPv4 nor IPv6");
        }
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(digits));
        ByteBuffer octets = ByteBuffer.allocate(words.capacity()).order(order);
        while (words.hasRemaining()) {
            octets.putInt(words.getInt());
        }
        octets.flip().order(ByteOrder.BIG_ENDIAN);
        return digits.length() == 8 ? Address.ofV4(octets.getInt()) : new Address(octets.getLong(), octets.getLong());
    }
}
