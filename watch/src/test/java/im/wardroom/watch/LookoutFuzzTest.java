// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch;

import static im.wardroom.watch.packet.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.CaptureFile;
import im.wardroom.watch.capture.CaptureFormatException;
import im.wardroom.watch.capture.Captures;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.service.Directory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Any bytes at all, as a file, as frames, or as what two people say: nothing but a message that it is no capture comes
/// out. With `JAZZER_FUZZ=1` it searches; otherwise it replays its corpus.
class LookoutFuzzTest {

    private static final Directory DIRECTORY = Directory.standard();
    private static final Limits SMALL =
            new Limits(16, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(1));
    private static final int[] LINK_TYPES = {
        0, 1, 9, 12, 50, 51, 101, 104, 105, 107, 108, 113, 117, 119, 127, 163, 192, 228, 274, 276
    };
    private static final String[] BEGINNINGS = {
        "VER 1 MSNP8",
        ":a 001 b",
        "NICK a\r\nUSER a b c :d\r\n",
        "<?xml version='1.0'?><stream:stream",
        "\u002a\u0001",
        "YMSG",
        "ED\u0000\u0001",
        "WA\u0006",
        "\u0002",
        "TS3INIT1",
        "\u00ef\n",
        "GET / HTTP/1.1\r\n",
        "\u0016\u0003\u0001",
        "CONNECT a:1 HTTP/1.1"
    };

    private static final FindingListener NOBODY = new FindingListener() {
        @Override
        public void found(Flow flow, Finding finding) {
            assertThat(finding.evidence()).isNotEmpty();
        }

        @Override
        public void ended(Flow flow, List<Finding> findings) {
            assertThat(flow.clientPackets() + flow.serverPackets()).isPositive();
        }
    };

    @FuzzTest(maxDuration = "4s")
    void anyBytesAreSurvived(byte[] input) throws IOException {
        watch(input);
        if (input.length > 1) {
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            watch(frame(LINK_TYPES[(input[0] & 0xff) % LINK_TYPES.length], rest));
            watch(talk(rest, 1 + (input[0] & 0x3f), (input[0] & 0x40) != 0));
        }
    }

    private static void watch(byte[] file) throws IOException {
        Lookout lookout = new Lookout(new Knowledge(DIRECTORY), SMALL, 1, NOBODY, _ -> {});
        try (Capture capture = CaptureFile.open(new ByteArrayInputStream(file))) {
            lookout.watch(capture, at -> assertThat(at).isBetween(0L, (long) file.length << 11));
        } catch (CaptureFormatException e) {
            assertThat(e).hasMessageContaining(" ");
        } catch (IOException e) {
            // A file that says it is packed, and is not.
            assertThat(file).startsWith(0x1f, 0x8b);
        }
        lookout.end();
        assertThat(lookout.failures().first()).isEmpty();
    }

    private static byte[] frame(int linkType, byte[] frame) {
        return join(
                Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, linkType),
                Captures.record(ByteOrder.LITTLE_ENDIAN, 1, 1, frame));
    }

    /// Client and server in turn, in pieces of this size.
    private static byte[] talk(byte[] text, int size, boolean overTcp) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101));
        int[] next = {1, 1};
        for (int at = 0, turn = 0; at < text.length && turn < 64; at += size, turn++) {
            byte[] piece = Arrays.copyOfRange(text, at, Math.min(text.length, at + size));
            boolean fromClient = turn % 3 < 2;
            int source = fromClient ? 4000 : 53;
            int target = fromClient ? 53 : 4000;
            int who = fromClient ? 0 : 1;
            byte[] segment = overTcp
                    ? Frames.tcp(source, target, next[who], Segment.ACK, piece)
                    : Frames.udp(source, target, piece);
            next[who] += piece.length;
            String from = fromClient ? "10.0.0.1" : "10.0.0.2";
            String to = fromClient ? "10.0.0.2" : "10.0.0.1";
            out.writeBytes(Captures.record(
                    ByteOrder.LITTLE_ENDIAN, turn, 0, Frames.ipv4(from, to, overTcp ? 6 : 17, segment)));
        }
        return out.toByteArray();
    }

    @Test
    void whatBeginsLikeSomethingAndGoesOnAnyhowIsSurvived() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            byte[] begin = BEGINNINGS[random.nextInt(BEGINNINGS.length)].getBytes(StandardCharsets.ISO_8859_1);
            byte[] input = join(begin, noise);
            try {
                watch(talk(input, 1 + random.nextInt(input.length), random.nextBoolean()));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void aFileThatIsDamagedInAnyPlaceIsSurvived() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = talk(
                "NICK a\r\nUSER a b c :d\r\n:x 001 a :hello\r\n".repeat(20).getBytes(StandardCharsets.UTF_8), 30, true);
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int change = random.nextInt(8); change > 0 && damaged.length > 24; change--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            try {
                watch(damaged);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }
}
