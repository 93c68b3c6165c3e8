// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import static im.wardroom.watch.packet.Frames.join;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureFileTest {

    private static final byte[] ONE = "one".getBytes(US_ASCII);
    private static final byte[] TWO = "two-2".getBytes(US_ASCII);

    static Stream<ByteOrder> orders() {
        return Stream.of(BIG_ENDIAN, LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void microsecondsAndNanosecondsAreReadInEitherOrder(ByteOrder order) {
        byte[] micros = join(
                Captures.header(order, 0xa1b2c3d4, 1),
                Captures.record(order, 5, 7, ONE),
                Captures.record(order, 6, 0, TWO));
        byte[] nanos = join(Captures.header(order, 0xa1b23c4d, 101), Captures.record(order, 5, 7000, ONE));

        assertThat(Captures.read(micros)).containsExactly("5000007 1 one", "6000000 1 two-2");
        assertThat(Captures.read(nanos)).containsExactly("5000007 101 one");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void sectionsWithSeveralInterfacesAreReadInEitherOrder(ByteOrder order) {
        byte[] file = join(
                Captures.section(order),
                Captures.anInterface(order, 1, 0),
                Captures.anInterface(order, 101, 9),
                Captures.anInterface(order, 113, 128 + 20),
                Captures.block(order, 0x0bad, new byte[5]),
                Captures.enhanced(order, 0, 5_000_007, ONE),
                Captures.enhanced(order, 1, 5_000_007_000L, TWO),
                Captures.enhanced(order, 2, 5L << 20 | 1 << 19, ONE),
                Captures.block(order, 3, join(new byte[] {0, 0, 0, 0}, ONE)));

        assertThat(Captures.read(file))
                .containsExactly("5000007 1 one", "5000007 101 two-2", "5500000 113 one", "5500000 1 ");
    }

    @Test
    void aNewSectionMayHaveTheOtherOrder() {
        byte[] file = join(
                Captures.section(BIG_ENDIAN),
                Captures.anInterface(BIG_ENDIAN, 1, 0),
                Captures.enhanced(BIG_ENDIAN, 0, 1, ONE),
                Captures.section(LITTLE_ENDIAN),
                Captures.anInterface(LITTLE_ENDIAN, 101, 0),
                Captures.enhanced(LITTLE_ENDIAN, 0, 2, TWO));

        assertThat(Captures.read(file)).containsExactly("1 1 one", "2 101 two-2");
    }

    @Test
    void whatIsLeftOfACutFileIsRead() {
        byte[] pcap = join(
                Captures.header(LITTLE_ENDIAN, 0xa1b2c3d4, 1),
                Captures.record(LITTLE_ENDIAN, 5, 7, ONE),
                Captures.record(LITTLE_ENDIAN, 6, 0, TWO));
        byte[] pcapng = join(
                Captures.section(BIG_ENDIAN),
                Captures.anInterface(BIG_ENDIAN, 1, 0),
                Captures.enhanced(BIG_ENDIAN, 0, 1, TWO));

        assertThat(Captures.read(Arrays.copyOf(pcap, pcap.length - 2)))
                .containsExactly("5000007 1 one", "6000000 1 two", "cut off within a packet");
        assertThat(Captures.read(Arrays.copyOf(pcap, pcap.length - 10)))
                .containsExactly("5000007 1 one", "cut off within the header of a packet");
        assertThat(Captures.read(Arrays.copyOf(pcapng, pcapng.length - 9)))
                .containsExactly("1 1 two", "cut off within a block");
    }

    @Test
    void theNextRecordIsFoundBehindOneThatIsDamaged() {
        byte[] broken = Captures.record(LITTLE_ENDIAN, 5, 7, ONE);
        Arrays.fill(broken, 8, 12, (byte) 0xff);
        byte[] file = join(
                Captures.header(LITTLE_ENDIAN, 0xa1b2c3d4, 1),
                Captures.record(LITTLE_ENDIAN, 5, 6, ONE),
                broken,
                Captures.record(LITTLE_ENDIAN, 6, 0, TWO),
                Captures.record(LITTLE_ENDIAN, 7, 0, ONE));

        assertThat(Captures.read(file))
                .containsExactly(
                        "5000006 1 one",
                        "6000000 1 two-2",
                        "7000000 1 one",
                        "damaged: a packet's length is impossible");
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(Captures.header(LITTLE_ENDIAN, 0xa1b2c3d4, 1));
            packed.write(Captures.record(LITTLE_ENDIAN, 5, 6, ONE));
        }

        assertThat(Captures.read(out.toByteArray())).containsExactly("5000006 1 one");
    }

    @Test
    void whatIsNoCaptureIsSaid() {
        for (String text : List.of("", "abc", "%PDF-1.4 is something else")) {
            assertThatThrownBy(() -> CaptureFile.open(new ByteArrayInputStream(text.getBytes(US_ASCII))))
                    .isInstanceOf(CaptureFormatException.class);
        }
    }

    @Test
    void longFramesOutgrowTheFirstArray() {
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) 'x');
        byte[] file = join(
                Captures.header(BIG_ENDIAN, 0xa1b2c3d4, 1),
                Captures.record(BIG_ENDIAN, 1, 0, ONE),
                Captures.record(BIG_ENDIAN, 2, 0, large),
                Captures.record(BIG_ENDIAN, 3, 0, TWO));

        assertThat(Captures.read(file)).hasSize(3).last().isEqualTo("3000000 1 two-2");
    }
}
