// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtpPacketTest {

    @Test
    void headerWithSourcesAndExtensionIsRead() {
        byte[] bytes = new Wire()
                .u8(0x92, 0x80 | 111)
                .u16(500)
                .u32(1000)
                .u32(0xCAFE)
                .zeros(8)
                .u16(0xBEDE, 1)
                .zeros(4)
                .zeros(20)
                .bytes();

        assertThat(RtpPacket.read(bytes, 0, bytes.length)).contains(new RtpPacket(111, 500, 1000, 0xCAFE, 28));
    }

    @Test
    void onlyTheSameStreamFollows() {
        RtpPacket first = new RtpPacket(0, 65535, 0, 1, 12);

        assertThat(new RtpPacket(0, 0, 160, 1, 12).follows(first)).isTrue();
        assertThat(new RtpPacket(0, 0, 160, 2, 12).follows(first)).isFalse();
        assertThat(first.follows(first)).isFalse();
    }

    @Test
    void reportsAreNoMedia() {
        byte[] report = new Wire().u8(0x80, 200).u16(6).zeros(24).bytes();

        assertThat(RtpPacket.read(report, 0, report.length)).isEmpty();
    }
}
