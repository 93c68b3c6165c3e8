// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any bytes at all: every parser answers, throws nothing, and asks for no more than is there. With `JAZZER_FUZZ=1` it
/// searches; otherwise it replays its corpus. Messages that were damaged here and there are tried always.
class ProtocolsFuzzTest {

    private static final long SEED = 20261127;

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreAnswered(byte[] input) {
        readAll(input, 0, input.length);
        if (input.length > 4) {
            readAll(input, 2, input.length - 2);
        }
    }

    @Test
    void damagedMessagesAreAnswered() throws GeneralSecurityException {
        Random random = new Random(SEED);
        for (byte[] message : messages()) {
            for (int i = 0; i < 2000; i++) {
                byte[] damaged = damage(message, random);
                assertThatCode(() -> readAll(damaged, 0, damaged.length))
                        .as("seed %d, %s", SEED, Arrays.toString(damaged))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static byte[] damage(byte[] message, Random random) {
        byte[] damaged =
                Arrays.copyOf(message, random.nextInt(8) == 0 ? random.nextInt(message.length) : message.length);
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(Math.min(damaged.length, random.nextBoolean() ? 64 : damaged.length));
            damaged[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? -1 : 0);
        }
        return damaged;
    }

    private static void readAll(byte[] bytes, int from, int to) {
        TlsFlight tls = TlsFlight.read(bytes, from, to);
        tls.client().ifPresent(hello -> {
            hello.ja3();
            hello.ja4();
        });
        DtlsFlight dtls = new DtlsFlight();
        dtls.add(bytes, from, to);
        dtls.add(bytes, from, to).client().ifPresent(ClientHello::ja4);
        QuicHandshake quic = new QuicHandshake();
        quic.add(bytes, from, to);
        quic.add(bytes, from, to);
        // What is behind the encryption, too.
        if (to > from) {
            GoogleHello.find(1, bytes, from, to);
            ClientHello.read(Transport.QUIC, bytes, from, to, to - from);
            ServerHello.read(bytes, from, to, to - from);
            CertificateNames.read(bytes, from, to);
        }
        DnsMessage.read(bytes, from, to);
        DnsMessage.readStream(bytes, from, to);
        HttpRequest.read(bytes, from, to);
        HttpRequest.end(bytes, from, to);
        StunMessage.read(bytes, from, to).ifPresent(message -> {
            message.types();
            message.text(StunMessage.REALM, bytes);
        });
        RtpPacket.read(bytes, from, to);
    }

    private static List<byte[]> messages() throws GeneralSecurityException {
        byte[] hello = Hellos.message(1, Hellos.client(0x0303, Hellos.serverName("a.example")))
                .bytes();
        byte[] certificate = Certificates.of("*.example", "a.example", "b.example");
        Wire chain = new Wire().long24(new Wire().long24(new Wire().bytes(certificate)));
        return List.of(
                Hellos.asking("a.example"),
                Hellos.record(22, Hellos.message(11, chain)).bytes(),
                certificate,
                QuicClient.first("0102030405060708")
                        .packet(0xC3, 0, QuicClient.crypto(0, hello).zeros(100)),
                new Wire()
                        .u8(0x09)
                        .zeros(8)
                        .text("Q043")
                        .zeros(15)
                        .text("CHLO")
                        .little16(2)
                        .zeros(2)
                        .text("SNI\0")
                        .little32(9)
                        .text("UAID")
                        .little32(12)
                        .text("a.exampleabc")
                        .bytes(),
                new Wire()
                        .u8(22)
                        .u16(0xFEFD)
                        .zeros(8)
                        .long16(new Wire().u8(1).u24(hello.length).u16(0).u24(0).long24(new Wire().bytes(hello)))
                        .bytes(),
                new Wire()
                        .u16(7, 0x8180, 1, 2, 0, 0)
                        .short8(new Wire().text("www"))
                        .u8(0)
                        .u16(1, 1)
                        .u16(0xC00C, 5, 1)
                        .u32(1)
                        .long16(new Wire().u16(0xC00C))
                        .u16(0xC00C, 1, 1)
                        .u32(1)
                        .long16(new Wire().u32(7))
                        .bytes(),
                new Wire()
                        .text("CONNECT a.example:443 HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\n\r\n")
                        .bytes(),
                new Wire()
                        .u16(0x0113, 16)
                        .u32(0x2112A442L)
                        .zeros(12)
                        .u16(0x14, 9)
                        .text("a.example")
                        .zeros(3)
                        .bytes(),
                new Wire().u8(0x92, 96).zeros(30).bytes());
    }
}
