// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.packet.Address;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class SocketLinesTest {

    private static final String TAIL = " 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000";

    private static Socket socket(boolean isTcp, ByteOrder order, String line) {
        return new SocketLines(isTcp, order).socket(line).orElseThrow();
    }

    @Test
    void anAddressOfIpv4IsReadInTheMachinesOrder() {
        Socket little = socket(true, ByteOrder.LITTLE_ENDIAN, "   0: 0200000A:C7E2 33A79A95:01BB 01" + TAIL);
        Socket big = socket(true, ByteOrder.BIG_ENDIAN, "   0: 0A000002:C7E2 959AA733:01BB 01" + TAIL);

        assertThat(little).isEqualTo(big);
        assertThat(little.local()).hasToString("10.0.0.2");
        assertThat(little.localPort()).isEqualTo(51170);
        assertThat(little.peer()).hasToString("149.154.167.51");
        assertThat(little.peerPort()).isEqualTo(443);
        assertThat(little.state()).isEqualTo(Socket.State.ESTABLISHED);
        assertThat(little.uid()).isEqualTo(1000);
        assertThat(little.inode()).isEqualTo(4711);
    }

    @Test
    void anAddressOfIpv6IsFourNumbersInTheMachinesOrder() {
        Socket little = socket(
                true,
                ByteOrder.LITTLE_ENDIAN,
                "  12: B80D0120000000000000000001000000:8124 7C062A00F0230A0000000000A0000000:01BB 02" + TAIL);
        Socket big = socket(
                true,
                ByteOrder.BIG_ENDIAN,
                "  12: 20010DB8000000000000000000000001:8124 002A067C000A23F000000000000000A0:01BB 02" + TAIL);

        assertThat(little.local()).hasToString("2001:db8::1");
        assertThat(little.state()).isEqualTo(Socket.State.SYN_SENT);
        assertThat(big.local()).isEqualTo(little.local());
        assertThat(big.peer()).isEqualTo(little.peer());
    }

    @Test
    void ipv4InASocketOfIpv6IsTheSameAddress() {
        Socket socket = socket(
                true,
                ByteOrder.LITTLE_ENDIAN,
                "   0: 0000000000000000FFFF00000200000A:C7E2 0000000000000000FFFF000033A79A95:01BB 01" + TAIL);

        assertThat(socket.peer()).isEqualTo(Address.ofV4(0x959aa733)).hasToString("149.154.167.51");
    }

    @Test
    void aSocketOfUdpWithoutAPeerWaits() {
        Socket socket = socket(false, ByteOrder.LITTLE_ENDIAN, "  99: 00000000:14E9 00000000:0000 07" + TAIL);

        assertThat(socket.isListening()).isTrue();
        assertThat(socket.hasPeer()).isFalse();
    }

    @Test
    void theHeadingAndDamagedLinesAreNoSockets() {
        SocketLines lines = new SocketLines(true, ByteOrder.LITTLE_ENDIAN);

        assertThat(
                        lines.socket(
                                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"))
                .isEmpty();
        assertThat(lines.socket("")).isEmpty();
        assertThat(lines.socket("   0: 0200000A:C7E2 33A79A95:01BB")).isEmpty();
        assertThat(lines.socket("   0: 0200000AFF:C7E2 33A79A95:01BB 01" + TAIL))
                .isEmpty();
        assertThat(lines.socket("   0: none none 01" + TAIL)).isEmpty();
    }
}
