// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StunMessageTest {

    /// RFC 5769 §2.1, the sample request.
    private static final byte[] SAMPLE = new Wire().hex("""
            000100582112a442b7e7a701bc34d686fa87dfae
            802200105354554e207465737420636c69656e74
            002400046e0001ff80290008932ff9b151263b36
            0006000965 76746a3a68367659202020 00080014
            9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
            80280004e57a3bcf""").bytes();

    @Test
    void sampleOfTheDocumentIsRead() {
        StunMessage message = StunMessage.read(SAMPLE, 0, SAMPLE.length).orElseThrow();

        assertThat(message.kind()).isEqualTo(StunMessage.Kind.REQUEST);
        assertThat(message.method()).isEqualTo(StunMessage.BINDING);
        assertThat(message.text(StunMessage.SOFTWARE, SAMPLE)).contains("STUN test client");
        assertThat(message.text(StunMessage.USERNAME, SAMPLE)).contains("evtj:h6vY");
        assertThat(message.types()).hasSize(6);
        assertThat(message.isClassic()).isFalse();
    }

    @Test
    void answerToAnAllocationIsTold() {
        byte[] bytes = new Wire().u16(0x0113, 0).u32(0x2112A442L).zeros(12).bytes();

        StunMessage message = StunMessage.read(bytes, 0, bytes.length).orElseThrow();

        assertThat(message.kind()).isEqualTo(StunMessage.Kind.ERROR);
        assertThat(message.method()).isEqualTo(StunMessage.ALLOCATE);
    }

    @Test
    void olderFormNeedsAttributesThatFit() {
        byte[] right = new Wire().u16(1, 8).zeros(16).u16(3, 4).zeros(4).bytes();
        byte[] wrong = new Wire().u16(1, 8).zeros(16).u16(3, 9).zeros(4).bytes();

        assertThat(StunMessage.read(right, 0, right.length).orElseThrow().isClassic())
                .isTrue();
        assertThat(StunMessage.read(wrong, 0, wrong.length)).isEmpty();
    }

    @Test
    void attributeThatIsLongerThanTheMessageEndsIt() {
        byte[] bytes = new Wire()
                .u16(1, 8)
                .u32(0x2112A442L)
                .zeros(12)
                .u16(6, 600)
                .zeros(4)
                .bytes();

        assertThat(StunMessage.read(bytes, 0, bytes.length).orElseThrow().attributes())
                .isEmpty();
    }
}
