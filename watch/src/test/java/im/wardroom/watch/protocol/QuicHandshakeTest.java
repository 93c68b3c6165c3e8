// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuicHandshakeTest {

    /// RFC 9001 §A.2 and RFC 9369 §A.2: the frame that asks for example.com.
    private static final String FRAME = """
            060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e868
            04fe3a47f06a2b69484c00000413011302010000c000000010000e00000b6578
            616d706c652e636f6dff01000100000a00080006001d00170018001000070005
            04616c706e000500050100000000003300260024001d00209370b2c9caa47fba
            baf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b000302030400
            0d0010000e0403050306030203080408050806002d00020101001c0002400100
            3900320408ffffffffffffffff05048000ffff07048000ffff08011001048000
            75300901100f088394c8f03e51570806048000ffff""";

    private static final String SECOND = "0dede3def700a6db819381be6e269dcbf9bd2ed9";

    @Test
    void firstVersionIsReadAsItsDocumentShows() throws GeneralSecurityException {
        byte[] packet = QuicClient.first("8394c8f03e515708")
                .packet(0xC3, 2, new Wire().hex(FRAME).zeros(917));

        // The beginning of the packet in RFC 9001 §A.2.
        assertThat(HexFormat.of().formatHex(packet, 0, 32))
                .isEqualTo("c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11");
        QuicHello hello = read(packet).orElseThrow();
        assertThat(hello.name()).contains("example.com");
        assertThat(hello.isWhole()).isTrue();
        assertThat(hello.tls().orElseThrow().protocols()).containsExactly("alpn");
        assertThat(hello.tls().orElseThrow().ja4()).startsWith("q13d0211an_");
    }

    @Test
    void secondVersionIsReadAsItsDocumentShows() throws GeneralSecurityException {
        byte[] packet = new QuicClient(0x6B3343CF, SECOND, "quicv2 ", "8394c8f03e515708")
                .packet(0xD3, 2, new Wire().hex(FRAME).zeros(917));

        // The beginning of the packet in RFC 9369 §A.2.
        assertThat(HexFormat.of().formatHex(packet, 0, 32))
                .isEqualTo("d76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485");
        assertThat(read(packet).orElseThrow().name()).contains("example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "FF000020, afbfec289993d24c9e9786f19c6111e04390a899",
        "FF00001B, c3eef712c72ebb5a11a7d2432bb46365bef9f502",
        "FF000016, 7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a",
        "FACEB002, c3eef712c72ebb5a11a7d2432bb46365bef9f502",
        "FACEB001, 7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a",
        "54303531, 7a4edef4e7ccee5fa4506c19124fc8ccda6e033d"
    })
    void draftsAreRead(String version, String salt) throws GeneralSecurityException {
        byte[] packet = new QuicClient(HexFormat.fromHexDigits(version), salt, "quic ", "0102030405060708")
                .packet(0xC3, 0, new Wire().hex(FRAME).zeros(917));

        assertThat(read(packet).orElseThrow().name()).contains("example.com");
    }

    @Test
    void helloInPiecesIsPutTogetherThoughTheyComeOutOfOrder() throws GeneralSecurityException {
        byte[] message = Hellos.message(
                        1,
                        Hellos.client(
                                0x0303,
                                Hellos.extension(21, new Wire().zeros(1500))
                                        .bytes(Hellos.serverName("gcp.api.snapchat.com")
                                                .bytes())))
                .bytes();
        QuicClient client = QuicClient.first("aabbccddeeff0011");
        byte[] later = client.packet(0xC3, 0, QuicClient.crypto(900, Arrays.copyOfRange(message, 900, message.length)));
        byte[] sooner = client.packet(
                0xC3,
                1,
                new Wire()
                        .u8(1, 0, 0)
                        .bytes(QuicClient.crypto(500, Arrays.copyOfRange(message, 500, 900))
                                .bytes())
                        .u8(1)
                        .bytes(QuicClient.crypto(0, Arrays.copyOf(message, 500)).bytes()));
        QuicHandshake handshake = new QuicHandshake();

        assertThat(handshake.add(later, 0, later.length)).isEmpty();
        Optional<QuicHello> hello = handshake.add(sooner, 0, sooner.length);

        assertThat(hello.orElseThrow().name()).contains("gcp.api.snapchat.com");
    }

    @Test
    void packetAfterAnotherInTheSameDatagramIsRead() throws GeneralSecurityException {
        QuicClient client = QuicClient.first("aabbccddeeff0011");
        byte[] ping = client.packet(0xC3, 0, new Wire().u8(1).zeros(40));
        byte[] hello = client.packet(0xC3, 1, new Wire().hex(FRAME).zeros(400));
        byte[] datagram = new Wire().bytes(ping).bytes(hello).bytes();

        assertThat(read(datagram).orElseThrow().name()).contains("example.com");
    }

    @Test
    void damagedPacketIsNotBelieved() throws GeneralSecurityException {
        byte[] packet = QuicClient.first("aabbccddeeff0011")
                .packet(0xC3, 0, new Wire().hex(FRAME).zeros(400));
        packet[300] ^= 1;

        assertThat(read(packet)).isEmpty();
    }

    @Test
    void googlesOwnHandshakeIsReadInTheClear() {
        Wire hello = new Wire().text("CHLO").little16(2).little16(0);
        String name = "feelinsonice-hrd.appspot.com";
        String agent = "com.snapchat.android Cronet/75";
        hello.text("SNI\0").little32(name.length()).text("UAID").little32(name.length() + agent.length());
        hello.text(name).text(agent);
        // Flags, connection id, version, packet number, hash, then a frame of a stream.
        byte[] q043 = new Wire()
                .u8(0x09)
                .zeros(8)
                .text("Q043")
                .u8(1)
                .zeros(12)
                .u8(0xA0, 1)
                .u16(hello.size())
                .bytes(hello.bytes())
                .bytes();
        byte[] q046 = new Wire()
                .u8(0xC3)
                .text("Q046")
                .u8(0x50)
                .zeros(8)
                .zeros(4)
                .zeros(12)
                .u8(0xA0, 1)
                .u16(hello.size())
                .bytes(hello.bytes())
                .bytes();

        assertThat(read(q043).orElseThrow().name()).contains(name);
        assertThat(read(q046).orElseThrow().agent()).contains(agent);
    }

    @Test
    void otherDatagramsAreNotQuic() {
        byte[] question = new Wire()
                .hex("c30001000001000000000000037777770000010001")
                .zeros(20)
                .bytes();

        assertThat(QuicHandshake.isPossible(question, 0, question.length)).isFalse();
    }

    private static Optional<QuicHello> read(byte[] datagram) {
        return new QuicHandshake().add(datagram, 0, datagram.length);
    }
}
