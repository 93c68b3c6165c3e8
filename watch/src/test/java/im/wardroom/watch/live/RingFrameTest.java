// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static im.wardroom.watch.packet.Frames.ethernet;
import static im.wardroom.watch.packet.Frames.hex;
import static im.wardroom.watch.packet.Frames.ipv4;
import static im.wardroom.watch.packet.Frames.join;
import static im.wardroom.watch.packet.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.packet.Decoder;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingFrameTest {

    private static final int TAG = 0x8100 << 16 | 5;

    private final byte[] datagram = ipv4("10.0.0.1", "192.0.2.1", 17, udp(4000, 53, new byte[3]));
    private final byte[] frame = ethernet(0x0800, datagram);
    private final Packet packet = new Packet();

    private byte[] shown(int linkType, byte[] kept, int tag) {
        RingFrame ringFrame = new RingFrame(linkType);
        ringFrame.read(MemorySegment.ofArray(join(new byte[7], kept)), 7, kept.length, 0x0800, tag);
        ringFrame.show(packet, kept.length, 1_000_000);
        return Arrays.copyOfRange(packet.bytes(), packet.from(), packet.to());
    }

    private int portsFound() {
        List<Integer> ports = new ArrayList<>();
        new Decoder(segment -> ports.add(segment.targetPort())).decode(packet);
        return ports.size() == 1 ? ports.getFirst() : -1;
    }

    @Test
    void aFrameIsShownAsItCame() {
        assertThat(shown(RingFrame.ETHERNET, frame, RingFrame.NO_TAG)).isEqualTo(frame);
        assertThat(shown(RingFrame.RAW_IP, datagram, RingFrame.NO_TAG)).isEqualTo(datagram);
        assertThat(packet.micros()).isEqualTo(1_000_000);
    }

    @Test
    void theTagThatLinuxTookOutIsPutBack() {
        assertThat(shown(RingFrame.ETHERNET, frame, TAG))
                .isEqualTo(
                        join(Arrays.copyOf(frame, 12), hex("81000005"), Arrays.copyOfRange(frame, 12, frame.length)));
        assertThat(packet.originalLength()).isEqualTo(frame.length + 4);
        assertThat(portsFound()).isEqualTo(53);
    }

    @Test
    void whereThereIsNoHeaderThatIsKnownOneIsPutBefore() {
        shown(RingFrame.COOKED, datagram, RingFrame.NO_TAG);
        assertThat(portsFound()).isEqualTo(53);

        shown(RingFrame.COOKED, datagram, TAG);
        assertThat(portsFound()).isEqualTo(53);
    }

    @Test
    void aFrameThatIsTooShortForATagIsLeftAsItIs() {
        assertThat(shown(RingFrame.ETHERNET, new byte[11], TAG)).hasSize(11);
    }
}
