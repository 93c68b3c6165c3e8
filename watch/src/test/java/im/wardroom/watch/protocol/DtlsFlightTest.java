// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DtlsFlightTest {

    private static final byte[] HELLO = Hellos.client(
                    0xFEFD,
                    Hellos.serverName("zoom.us")
                            .bytes(Hellos.extension(14, new Wire().u16(2, 1).u8(0))
                                    .bytes()))
            .bytes();

    @Test
    void clientNamesItsServerAndPreparesACall() {
        byte[] datagram = datagram(HELLO, 0, HELLO.length);

        ClientHello hello =
                new DtlsFlight().add(datagram, 0, datagram.length).client().orElseThrow();

        assertThat(hello.name()).contains("zoom.us");
        assertThat(hello.isForMedia()).isTrue();
        assertThat(hello.ja4()).startsWith("dd2d0102");
    }

    @Test
    void fragmentsArePutTogetherOverDatagrams() {
        DtlsFlight flight = new DtlsFlight();
        byte[] second = datagram(HELLO, 30, HELLO.length);
        byte[] first = datagram(HELLO, 0, 30);

        assertThat(flight.add(second, 0, second.length).client()).isEmpty();
        assertThat(flight.add(first, 0, first.length).client().orElseThrow().name())
                .contains("zoom.us");
    }

    @Test
    void mediaIsNoDtls() {
        byte[] rtp = new Wire().hex("80600001000000010000000a").zeros(40).bytes();

        assertThat(DtlsFlight.isPossible(rtp, 0, rtp.length)).isFalse();
    }

    private static byte[] datagram(byte[] body, int from, int to) {
        Wire message = new Wire()
                .u8(1)
                .u24(body.length)
                .u16(0)
                .u24(from)
                .long24(new Wire().bytes(Arrays.copyOfRange(body, from, to)));
        return new Wire().u8(22).u16(0xFEFD).zeros(8).long16(message).bytes();
    }
}
