// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Talk;
import im.wardroom.watch.protocol.Wire;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorsTest {

    private static final Dissector[] DATAGRAMS = {new LineCall(), new ImoDatagrams(), new Viber(), new SkypeDatagrams()
    };
    private static final Dissector[] STREAMS = {
        new WeChatMmtls(), new KakaoLoco(), new DingTalk(), new Threema(), new ViberStream()
    };

    private final Random random = new Random(1);

    @Test
    void lineNumbersItsControlPackets() {
        Talk talk = Talk.udp(DATAGRAMS);
        for (int i = 0; i < 3; i++) {
            byte[] body = noise(100 + i);
            talk.client(
                    new Wire().u16(0xD000 | body.length, 700 + i).bytes(body).bytes());
        }

        assertThat(services(talk.end())).containsExactly(Service.LINE);
    }

    @Test
    void imoFillsDatagramsWithMessages() {
        Talk talk = Talk.udp(new ImoDatagrams());
        for (int length : new int[] {200, 30, 327, 60}) {
            talk.client(message(length)).server(message(length / 2));
        }

        assertThat(services(talk.end())).containsExactly(Service.IMO);
    }

    @Test
    void viberAnswersWithTheNextKind() {
        Wire call = new Wire().bytes(noise(8));
        byte[] question = new Wire()
                .u16(0x1234)
                .u8(0x19, 0)
                .bytes(call.bytes())
                .bytes(noise(22))
                .bytes();
        byte[] answer = new Wire()
                .u16(0x1234)
                .u8(0x1A, 0)
                .bytes(call.bytes())
                .bytes(noise(8))
                .bytes();
        byte[] other = new Wire()
                .u16(0x1234)
                .u8(0x1B, 0)
                .bytes(call.bytes())
                .bytes(noise(8))
                .bytes();

        assertThat(services(
                        Talk.udp(new Viber()).client(question).server(answer).end()))
                .containsExactly(Service.VIBER);
        assertThat(Talk.udp(new Viber()).client(question).server(other).end()).isEmpty();
    }

    @Test
    void viberNumbersItsMessages() {
        Talk talk = Talk.tcp(STREAMS);
        for (int i = 0; i < 5; i++) {
            talk.client(numbered(60 + i, 3 + i)).server(numbered(40 + i, 90 + 2 * i));
        }

        assertThat(services(talk.end())).containsExactly(Service.VIBER);
    }

    @Test
    void skypeAsksManyPeersInOneRow() {
        SkypeDatagrams skype = new SkypeDatagrams();
        // The peers are different ports of one host; the socket stays, as far as this dissector looks.
        Talk first = Talk.udp(skype).client(asked(100));
        Talk second = Talk.udp(skype).client(asked(102));
        Talk third = Talk.udp(skype).client(asked(104));

        assertThat(services(third.end())).containsExactly(Service.SKYPE_TEAMS);
        assertThat(services(first.end())).containsExactly(Service.SKYPE_TEAMS);
        assertThat(services(second.end())).containsExactly(Service.SKYPE_TEAMS);
        assertThat(Talk.udp(new SkypeDatagrams()).client(asked(100)).end()).isEmpty();
    }

    @Test
    void dingTalkNamesItsProgram() {
        byte[] first = new Wire()
                .hex("1064878001000100020002")
                .bytes(noise(40))
                .u8(0x84)
                .long16(new Wire().text("android/3.0.28-dingtalk.gp"))
                .bytes();

        assertThat(services(Talk.tcp(STREAMS).client(first).end())).containsExactly(Service.DINGTALK);
    }

    @Test
    void recordsOfMmtlsAreFound() {
        byte[] hello =
                new Wire().u8(0x16).u16(0xF104).long16(new Wire().zeros(160)).bytes();

        assertThat(services(Talk.tcp(STREAMS).client(hello).end())).containsExactly(Service.WECHAT);
    }

    @Test
    void keyExchangeOfLocoIsFound() {
        byte[] hello = new Wire()
                .little32(256)
                .little32(15)
                .little32(2)
                .bytes(noise(256))
                .little32(70)
                .bytes(noise(70))
                .bytes();

        assertThat(services(Talk.tcp(STREAMS).inPiecesOf(90).client(hello).end()))
                .containsExactly(Service.KAKAOTALK);
    }

    @Test
    void handshakeOfThreemaIsFoundAtItsPort() {
        assertThat(services(Talk.tcp(new Threema()).toPort(5222).end())).isEmpty();
        assertThat(Talk.tcp(new Threema())
                        .client(noise(48))
                        .server(noise(80))
                        .client(noise(144))
                        .end())
                .isEmpty();
    }

    /// What looks random is nobody's, whatever its size.
    @ParameterizedTest
    @ValueSource(ints = {12, 20, 48, 80, 100, 400, 1200})
    void noiseIsNobodys(int size) {
        for (int seed = 0; seed < 50; seed++) {
            Talk datagrams = Talk.udp(DATAGRAMS);
            Talk streams = Talk.tcp(STREAMS);
            for (int i = 0; i < 12; i++) {
                datagrams.client(noise(size)).server(noise(size));
                streams.client(noise(size)).server(noise(size));
            }
            assertThat(datagrams.end()).isEmpty();
            assertThat(streams.end()).isEmpty();
        }
    }

    private static List<Service> services(List<Finding> findings) {
        return findings.stream().map(finding -> ((Detection) finding).service()).toList();
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] message(int length) {
        Wire message = new Wire();
        if (length > 127) {
            message.u8(0x80 | length >> 7);
        }
        return message.u8(length & 0x7F).bytes(noise(length)).bytes();
    }

    private byte[] numbered(int length, int number) {
        return new Wire()
                .little16(length)
                .little32(number)
                .bytes(noise(length - 6))
                .bytes();
    }

    private byte[] asked(int number) {
        return new Wire().u16(number).u8(2).bytes(noise(25)).bytes();
    }
}
