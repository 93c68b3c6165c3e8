// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsMessageTest {

    private static final Wire NAME =
            new Wire().u8(1).text("g").u8(8).text("WhatsApp").u8(3).text("net").u8(0);

    @Test
    void questionIsRead() {
        byte[] message = question().bytes();

        DnsMessage read = DnsMessage.read(message, 0, message.length).orElseThrow();

        assertThat(read.isAnswer()).isFalse();
        assertThat(read.questions()).containsExactly(new DnsMessage.Question("g.whatsapp.net", DnsMessage.A));
    }

    @Test
    void answersNameAddressesAndOtherNames() {
        byte[] message = new Wire()
                .u16(7, 0x8180, 1, 3, 0, 0)
                .bytes(NAME.bytes())
                .u16(1, 1)
                // The question's name, then "chat" before its end.
                .u16(0xC00C, DnsMessage.CNAME, 1)
                .u32(60)
                .long16(new Wire().u8(4).text("chat").u16(0xC00E))
                .u16(0xC00C, DnsMessage.A, 1)
                .u32(300)
                .long16(new Wire().hex("9DF00A35"))
                .u16(0xC00C, DnsMessage.AAAA, 1)
                .u32(300)
                .long16(new Wire().hex("20010DB8000000000000000000000001"))
                .bytes();

        DnsMessage read = DnsMessage.read(message, 0, message.length).orElseThrow();

        assertThat(read.answers())
                .containsExactly(
                        new DnsMessage.Answer(
                                "g.whatsapp.net", DnsMessage.CNAME, 60, 0, 0, Optional.of("chat.whatsapp.net")),
                        new DnsMessage.Answer(
                                "g.whatsapp.net", DnsMessage.A, 300, 0, 0xFFFF_9DF0_0A35L, Optional.empty()),
                        new DnsMessage.Answer(
                                "g.whatsapp.net", DnsMessage.AAAA, 300, 0x20010DB800000000L, 1, Optional.empty()));
    }

    @Test
    void streamHasTheLengthBefore() {
        byte[] message = new Wire().long16(question()).bytes();

        assertThat(DnsMessage.readStream(message, 0, message.length)).isPresent();
    }

    @Test
    void nameThatPointsToItselfIsRefused() {
        byte[] message =
                new Wire().u16(7, 0x0100, 1, 0, 0, 0, 0xC00C, 1, 1).zeros(8).bytes();

        assertThat(DnsMessage.read(message, 0, message.length)).isEmpty();
    }

    @Test
    void otherDatagramsAreNoQuestions() {
        byte[] stun = new Wire().u16(1, 0).u32(0x2112A442L).zeros(12).bytes();
        byte[] rtp = new Wire().hex("80600001000000010000000a").zeros(40).bytes();

        assertThat(DnsMessage.read(stun, 0, stun.length)).isEmpty();
        assertThat(DnsMessage.read(rtp, 0, rtp.length)).isEmpty();
    }

    private static Wire question() {
        return new Wire().u16(7, 0x0100, 1, 0, 0, 0).bytes(NAME.bytes()).u16(1, 1);
    }
}
