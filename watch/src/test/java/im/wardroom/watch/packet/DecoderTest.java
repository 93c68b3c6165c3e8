// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import static im.wardroom.watch.packet.Frames.ethernet;
import static im.wardroom.watch.packet.Frames.hex;
import static im.wardroom.watch.packet.Frames.ipv4;
import static im.wardroom.watch.packet.Frames.ipv6;
import static im.wardroom.watch.packet.Frames.join;
import static im.wardroom.watch.packet.Frames.tcp;
import static im.wardroom.watch.packet.Frames.udp;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecoderTest {

    private static final byte[] HELLO = udp(1000, 2000, "hello".getBytes(US_ASCII));
    private static final byte[] INNER = ipv4("10.0.0.1", "10.0.0.2", 17, HELLO);
    private static final String EXPECTED = "UDP 10.0.0.1:1000 10.0.0.2:2000 hello";

    private final List<String> seen = new ArrayList<>();
    private final Decoder decoder = new Decoder(segment -> seen.add(describe(segment)));

    private static String describe(Segment segment) {
        return (segment.isTcp() ? "TCP " : "UDP ")
                + new Address(segment.sourceHigh(), segment.sourceLow()) + ":" + segment.sourcePort() + " "
                + new Address(segment.targetHigh(), segment.targetLow()) + ":" + segment.targetPort() + " "
                + segment.payload().text(0, segment.payload().length());
    }

    private List<String> decode(int linkType, byte[]... frames) {
        for (byte[] frame : frames) {
            Packet packet = new Packet();
            // In the middle of an array, as a reader lends it.
            byte[] lent = join(new byte[7], frame, new byte[9]);
            packet.show(lent, 7, 7 + frame.length, frame.length, linkType, 1_000_000);
            decoder.decode(packet);
        }
        return seen;
    }

    private static byte[] outer(int protocol, byte[] payload) {
        return ethernet(0x0800, ipv4("192.0.2.1", "192.0.2.2", protocol, payload));
    }

    @Test
    void readsEthernetAndLeavesThePaddingOut() {
        assertThat(decode(1, join(ethernet(0x0800, INNER), new byte[20]))).containsExactly(EXPECTED);
    }

    @Test
    void readsTcpOverIpv6WithExtensions() {
        byte[] segment = tcp(1, 2, 77, Segment.ACK, "x".getBytes(US_ASCII));
        byte[] hopByHop = join(hex("3c00 0000 0000 0000"), hex("0600 0000 0000 0000"), segment);

        assertThat(decode(1, ethernet(0x86dd, ipv6("2001:db8::1", "::2:0:0:1", 0, hopByHop))))
                .containsExactly("TCP 2001:db8::1:1 ::2:0:0:1:2 x");
    }

    @Test
    void readsEveryLinkLayer() {
        assertThat(decode(0, join(hex("02000000"), INNER))).hasSize(1);
        assertThat(decode(108, join(hex("00000002"), INNER))).hasSize(2);
        assertThat(decode(101, INNER)).hasSize(3);
        assertThat(decode(12, INNER)).hasSize(4);
        assertThat(decode(9, join(hex("ff030021"), INNER))).hasSize(5);
        assertThat(decode(9, join(hex("21"), INNER))).hasSize(6);
        assertThat(decode(104, join(hex("0f000800"), INNER))).hasSize(7);
        assertThat(decode(113, join(new byte[14], hex("0800"), INNER))).hasSize(8);
        assertThat(decode(276, join(hex("0800"), new byte[18], INNER))).hasSize(9);
        assertThat(decode(192, join(hex("0000 0800 01000000"), ethernet(0x0800, INNER))))
                .hasSize(10);
        byte[] wireless = join(hex("0801"), new byte[22], hex("aaaa03000000 0800"), INNER);
        assertThat(decode(105, wireless)).hasSize(11);
        assertThat(decode(127, join(hex("0000 0800 00000000"), wireless))).hasSize(12);
        assertThat(decode(107, join(hex("1841 03cc"), INNER))).hasSize(13);
        assertThat(decode(51, join(hex("1100 0001 0000 0021"), INNER))).hasSize(14);
        assertThat(decode(1, ethernet(200, join(hex("aaaa03000000 0800"), INNER))))
                .hasSize(15)
                .containsOnly(EXPECTED);
    }

    @Test
    void encryptedWirelessDataIsNotGuessedAt() {
        assertThat(decode(105, join(hex("0841"), new byte[22], hex("aaaa03000000 0800"), INNER)))
                .isEmpty();
        assertThat(decoder.unread()).isEqualTo(1);
    }

    @Test
    void looksThroughTagsAndLabels() {
        assertThat(decode(1, ethernet(0x88a8, join(hex("0001 8100 0002 0800"), INNER))))
                .hasSize(1);
        assertThat(decode(1, ethernet(0x8847, join(hex("00010040 00020140"), INNER))))
                .hasSize(2);
        assertThat(decode(1, ethernet(0x8847, join(hex("00020140 00000000"), ethernet(0x0800, INNER)))))
                .hasSize(3);
        assertThat(decode(1, ethernet(0x8864, join(hex("1100 0001 0000 0021"), INNER))))
                .hasSize(4)
                .containsOnly(EXPECTED);
    }

    @Test
    void looksThroughTunnels() {
        assertThat(decode(1, outer(4, INNER))).hasSize(1);
        assertThat(decode(1, outer(41, ipv6("::1", "::2", 4, INNER)))).hasSize(2);
        assertThat(decode(1, outer(47, join(hex("0000 0800"), INNER)))).hasSize(3);
        assertThat(decode(1, outer(47, join(hex("3001 880b 0000 0000 00000001"), hex("ff030021"), INNER))))
                .hasSize(4);
        assertThat(decode(1, outer(47, join(hex("3001 880b 0000 0000 00000001"), hex("21"), INNER))))
                .hasSize(5);
        assertThat(decode(1, outer(47, join(hex("b000 6558 00000000 00000001 00000002"), ethernet(0x0800, INNER)))))
                .hasSize(6);
        assertThat(decode(1, outer(17, udp(5, 4789, join(hex("08000000 00000100"), ethernet(0x0800, INNER))))))
                .hasSize(7);
        assertThat(decode(1, outer(17, udp(2152, 2152, join(hex("30ff 0021 00000001"), INNER)))))
                .hasSize(8);
        assertThat(decode(1, outer(17, udp(2152, 2152, join(hex("34ff 0029 00000001 00000085 01000900"), INNER)))))
                .hasSize(9);
        assertThat(decode(1, outer(17, udp(5, 3544, ipv6("::1", "::2", 4, INNER)))))
                .hasSize(10);
        assertThat(decode(1, outer(17, udp(5, 6081, join(hex("0000 6558 00000000"), ethernet(0x0800, INNER))))))
                .hasSize(11)
                .containsOnly(EXPECTED);
    }

    @Test
    void whatOnlyUsesThePortOfATunnelStaysWhatItIs() {
        byte[] talk = "this is no tunnel, it only uses the port of one".getBytes(US_ASCII);

        assertThat(decode(1, outer(17, udp(5, 2152, talk)), outer(17, udp(5, 4789, talk))))
                .hasSize(2);
    }

    @Test
    void putsFragmentsTogetherInAnyOrder() {
        byte[] whole = udp(1000, 2000, "a".repeat(40).getBytes(US_ASCII));
        byte[][] fragments = {
            ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x2000, Arrays.copyOfRange(whole, 0, 16)),
            ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x2002, Arrays.copyOfRange(whole, 16, 32)),
            ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x0004, Arrays.copyOfRange(whole, 32, 48)),
        };

        assertThat(decode(101, fragments[2], fragments[0], fragments[0])).isEmpty();
        assertThat(decode(101, fragments[1])).containsExactly("UDP 10.0.0.1:1000 10.0.0.2:2000 " + "a".repeat(40));
    }

    @Test
    void putsFragmentsOfIpv6Together() {
        byte[] whole = udp(1000, 2000, "b".repeat(16).getBytes(US_ASCII));
        byte[] first = join(hex("1100 0001 00000007"), Arrays.copyOfRange(whole, 0, 8));
        byte[] second = join(hex("1100 0008 00000007"), Arrays.copyOfRange(whole, 8, 24));

        assertThat(decode(101, ipv6("::1", "::2", 44, first), ipv6("::1", "::2", 44, second)))
                .containsExactly("UDP ::1:1000 ::2:2000 " + "b".repeat(16));
    }

    @Test
    void whatComesFirstCountsWhereFragmentsOverlap() {
        byte[] whole = udp(1000, 2000, "c".repeat(24).getBytes(US_ASCII));
        byte[] other = udp(1000, 2000, "X".repeat(24).getBytes(US_ASCII));

        decode(
                101,
                ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x2000, Arrays.copyOfRange(whole, 0, 24)),
                ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x0002, Arrays.copyOfRange(other, 16, 32)));

        assertThat(seen).containsExactly("UDP 10.0.0.1:1000 10.0.0.2:2000 " + "c".repeat(16) + "X".repeat(8));
    }

    @Test
    void theBeginningOfADatagramIsGivenWhenTheRestNeverComes() {
        byte[] whole = udp(1000, 2000, "d".repeat(24).getBytes(US_ASCII));

        decode(101, ipv4("10.0.0.1", "10.0.0.2", 17, 9, 0x2000, Arrays.copyOfRange(whole, 0, 16)));
        assertThat(seen).isEmpty();
        decoder.end();

        assertThat(seen).containsExactly("UDP 10.0.0.1:1000 10.0.0.2:2000 " + "d".repeat(8));
    }

    @Test
    void aFloodOfFragmentsIsBounded() {
        for (int id = 0; id < 100_000; id++) {
            decode(101, ipv4("10.0.0.1", "10.0.0.2", 17, id, 0x2000 | 8000 / 8, new byte[64]));
        }

        assertThat(seen).isEmpty();
    }

    @Test
    void anyCutAndAnyChangeOfAnyFrameIsSurvived() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[][] frames = {
            ethernet(0x88a8, join(hex("0001 8100 0002 0800"), INNER)),
            outer(47, join(hex("b000 6558 00000000 00000001 00000002"), ethernet(0x0800, INNER))),
            outer(17, udp(2152, 2152, join(hex("34ff 0029 00000001 00000085 01000900"), INNER))),
            outer(17, udp(5, 3544, ipv6("::1", "::2", 4, INNER))),
            outer(17, udp(5, 1701, join(hex("4202 0021 0001 0001 0002"), hex("ff030021"), INNER))),
            outer(17, udp(5, 37008, join(hex("01000001 0a0100 01"), ethernet(0x0800, INNER)))),
            ethernet(0x86dd, ipv6("::1", "::2", 0, join(hex("2c00 0000 0000 0000 1100 0001 00000007"), HELLO))),
        };
        int[] links = {0, 1, 9, 12, 50, 51, 101, 104, 105, 107, 108, 113, 117, 119, 127, 163, 192, 274, 276};
        for (int i = 0; i < 50_000; i++) {
            byte[] frame = frames[random.nextInt(frames.length)].clone();
            for (int change = random.nextInt(4); change > 0; change--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(frame, random.nextInt(frame.length + 1));
            Packet packet = new Packet();
            packet.show(cut, 0, cut.length, frame.length, links[random.nextInt(links.length)], i);
            try {
                decoder.decode(packet);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        decoder.end();
    }
}
