// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsFlightTest {

    @Test
    void clientNamesItsServer() {
        TlsFlight flight = read(Hellos.asking("Web.WhatsApp.com."));

        assertThat(flight.client().orElseThrow().name()).contains("web.whatsapp.com");
        assertThat(flight.client().orElseThrow().isWhole()).isTrue();
    }

    @Test
    void helloIsPutTogetherFromItsRecords() {
        byte[] message = Hellos.message(1, Hellos.client(0x0303, Hellos.serverName("discord.com")))
                .bytes();
        Wire records = new Wire();
        for (int at = 0; at < message.length; at += 7) {
            byte[] part = Arrays.copyOfRange(message, at, Math.min(message.length, at + 7));
            records.bytes(Hellos.record(22, new Wire().bytes(part)).bytes());
        }

        assertThat(read(records.bytes()).client().orElseThrow().name()).contains("discord.com");
    }

    @Test
    void nameIsFoundThoughTheHelloIsCutAfterIt() {
        Wire extensions = Hellos.serverName("slack.com")
                .bytes(Hellos.extension(21, new Wire().zeros(400)).bytes());
        byte[] whole = Hellos.record(22, Hellos.message(1, Hellos.client(0x0303, extensions)))
                .bytes();

        TlsFlight flight = TlsFlight.read(whole, 0, whole.length - 300);

        assertThat(flight.client().orElseThrow().name()).contains("slack.com");
        assertThat(flight.client().orElseThrow().isWhole()).isFalse();
        assertThat(flight.isOver()).isFalse();
    }

    @Test
    void halfANameIsNone() {
        byte[] whole = Hellos.asking("a-long-name.example.org");

        assertThat(TlsFlight.read(whole, 0, whole.length - 4).client().flatMap(ClientHello::name))
                .isEmpty();
    }

    @Test
    void serverShowsVersionCipherAndCertificate() {
        Wire hello = new Wire().u16(0x0303).zeros(32).u8(0).u16(0xC02F).u8(0);
        byte[] certificate = Certificates.of("*.viber.com", "*.viber.com", "viber.com");
        Wire list = new Wire().long24(new Wire().long24(new Wire().bytes(certificate)));
        Wire messages = Hellos.message(2, hello)
                .bytes(Hellos.message(11, list).bytes())
                .bytes(Hellos.message(14, new Wire()).bytes());

        TlsFlight flight = read(Hellos.record(22, messages).bytes());

        assertThat(flight.server()).contains(new ServerHello(0x0303, 0xC02F, Optional.empty()));
        CertificateNames names = flight.certificate().orElseThrow();
        assertThat(names.subject()).contains("*.viber.com");
        assertThat(names.hosts()).containsExactly("*.viber.com", "viber.com");
        assertThat(flight.isOver()).isTrue();
    }

    @Test
    void protectedRecordsEndTheClearPart() {
        Wire stream = new Wire()
                .bytes(Hellos.asking("x.example"))
                .bytes(Hellos.record(23, new Wire().zeros(50)).bytes());

        assertThat(read(stream.bytes()).isOver()).isTrue();
    }

    @Test
    void otherProtocolsAreNoTls() {
        for (String text : new String[] {"GET / HTTP/1.1\r\n", "SSH-2.0-x", "USER me", "\u0016\u0004\u0001"}) {
            byte[] bytes = new Wire().text(text).bytes();
            assertThat(TlsFlight.isPossible(bytes, 0, bytes.length)).isFalse();
        }
    }

    /// The example in FoxIO's description of JA4.
    @Test
    void ja4IsThatOfItsDescription() {
        int[] ciphers = {
            0x2A2A, 0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C,
            0x009D, 0x002F, 0x0035
        };
        Wire extensions = Hellos.extension(0x6A6A, new Wire())
                .bytes(Hellos.serverName("example.com").bytes())
                .bytes(Hellos.extension(16, new Wire().long16(new Wire().short8(new Wire().text("h2"))))
                        .bytes())
                .bytes(Hellos.extension(
                                13,
                                new Wire()
                                        .long16(new Wire()
                                                .u16(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601)))
                        .bytes())
                .bytes(Hellos.extension(43, new Wire().short8(new Wire().u16(0x9A9A, 0x0304, 0x0303)))
                        .bytes());
        for (int type : new int[] {0x1B, 0x0A, 0x12, 0x33, 0x17, 0x0B, 0x05, 0x15, 0x23, 0x2D, 0x4469, 0xFF01}) {
            extensions.bytes(Hellos.extension(type, new Wire()).bytes());
        }
        byte[] bytes = Hellos.record(22, Hellos.message(1, Hellos.client(0x0303, ciphers, extensions)))
                .bytes();

        assertThat(read(bytes).client().orElseThrow().ja4()).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    /// The example in the description of JA3.
    @Test
    void ja3IsThatOfItsDescription() {
        int[] ciphers = {47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4};
        Wire extensions = Hellos.serverName("example.com")
                .bytes(Hellos.extension(10, new Wire().long16(new Wire().u16(23, 24, 25)))
                        .bytes())
                .bytes(Hellos.extension(11, new Wire().short8(new Wire().u8(0))).bytes());
        byte[] bytes = Hellos.record(22, Hellos.message(1, Hellos.client(0x0301, ciphers, extensions)))
                .bytes();

        assertThat(read(bytes).client().orElseThrow().ja3()).isEqualTo("ada70206e40642a3e4461f35503241d5");
    }

    private static TlsFlight read(byte[] bytes) {
        return TlsFlight.read(bytes, 0, bytes.length);
    }
}
