// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Talk;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.name.Naming;
import im.wardroom.watch.protocol.Wire;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Naming naming = new Naming(Directory.standard());
    private final Sockets sockets = new Sockets();

    private Talk talk() {
        return Talk.udp(new DiscordVoice(), new ZoomMedia(), new Calls(naming, sockets), new SocketMates(sockets));
    }

    @Test
    void realmOfTheRelayTellsTheService() {
        assertThat(talk().client(stun(0x0003))
                        .server(stun(0x0113, 0x14, "signal.org"))
                        .end())
                .containsExactly(new Detection(
                        Service.SIGNAL, Via.STUN, Activity.CALL, Confidence.CERTAIN, "STUN realm signal.org"));
    }

    @Test
    void realmOfTheRelayIsFoundOverTcp() {
        byte[] answer = stun(0x0113, 0x14, "turn.l.google.com");
        byte[] framed = new Wire().long16(new Wire().bytes(answer)).bytes();

        assertThat(services(Talk.tcp(new StunStreams(naming))
                        .client(stun(0x0003))
                        .server(answer)
                        .end()))
                .containsExactly(Service.GOOGLE_CHAT);
        assertThat(services(Talk.tcp(new StunStreams(naming)).server(framed).end()))
                .containsExactly(Service.GOOGLE_CHAT);
    }

    /// A hello that only looks like TLS is passed over.
    @Test
    void realmIsFoundBehindWhatPretendsToBeTls() {
        byte[] answer = stun(0x0113, 0x14, "turn.l.google.com");
        byte[] client = new Wire().hex("8046010301").zeros(67).bytes();
        byte[] server = new Wire().hex("160301004a").zeros(74).bytes();

        assertThat(services(Talk.tcp(new PseudoTls(), new StunStreams(naming))
                        .client(client)
                        .server(server)
                        .client(stun(0x0003))
                        .server(answer)
                        .end()))
                .containsExactly(Service.GOOGLE_CHAT);
    }

    /// MS-ICE2 §2.2.2.
    @Test
    void versionOfMicrosoftsIceTellsTeams() {
        assertThat(services(talk().client(stun(0x0001, 0x8070, "\0\0\0\u0003")).end()))
                .containsExactly(Service.SKYPE_TEAMS);
    }

    @Test
    void tokenOfTheRelayTellsWhatsApp() {
        assertThat(services(talk().client(stun(0x0003, 0x4000, "token")).end())).containsExactly(Service.WHATSAPP);
        assertThat(services(talk().client(stun(0x0801)).end())).containsExactly(Service.WHATSAPP);
    }

    @Test
    void callThatSaysNothingIsNobodys() {
        assertThat(talk().client(stun(0x0001)).server(stun(0x0101)).end()).isEmpty();
        assertThat(talk().client(stun(0x0113, 0x14, "example.org")).end()).isEmpty();
    }

    @Test
    void profileOfMediaTellsWhatsApp() {
        Talk talk = talk();
        for (int i = 0; i < 3; i++) {
            talk.client(new Wire()
                    .u8(0x90, 120)
                    .u16(i)
                    .u32(960L * i)
                    .u32(7)
                    .u16(0xDEBE, 0)
                    .zeros(40)
                    .bytes());
        }

        assertThat(services(talk.end())).containsExactly(Service.WHATSAPP);
    }

    /// "Voice Connections" in Discord's documentation for developers.
    @Test
    void discordAsksForItsAddress() {
        byte[] request = new Wire().u16(1, 70).u32(77).zeros(66).bytes();
        byte[] older = new Wire().u32(77).zeros(66).bytes();
        byte[] olderAnswer =
                new Wire().u32(77).text("198.51.100.7").zeros(52).u16(0x1234).bytes();

        assertThat(services(talk().client(request).end())).containsExactly(Service.DISCORD);
        assertThat(services(talk().client(older).server(olderAnswer).end())).containsExactly(Service.DISCORD);
        assertThat(services(talk().client(older).server(older).end())).isEmpty();
    }

    @Test
    void mediaBehindTheHeadersOfZoomIsFound() {
        Wire audio =
                new Wire().u8(15).zeros(18).u8(0x90, 112).u16(1).u32(0).u32(9).zeros(40);
        byte[] passedOn = new Wire().u8(5).zeros(6).u8(4).bytes(audio.bytes()).bytes();

        assertThat(services(talk().server(passedOn).server(passedOn).end())).containsExactly(Service.ZOOM);
        assertThat(services(talk().client(audio.bytes()).client(audio.bytes()).end()))
                .containsExactly(Service.ZOOM);
        assertThat(services(talk().client(passedOn).end())).isEmpty();
    }

    private static List<Service> services(List<Finding> findings) {
        return findings.stream().map(finding -> ((Detection) finding).service()).toList();
    }

    private static byte[] stun(int type) {
        return new Wire().u16(type, 0).u32(0x2112A442L).zeros(12).bytes();
    }

    private static byte[] stun(int type, int attribute, String value) {
        Wire padded = new Wire().text(value).zeros(-value.length() & 3);
        return new Wire()
                .u16(type, 4 + padded.size())
                .u32(0x2112A442L)
                .zeros(12)
                .u16(attribute, value.length())
                .bytes(padded.bytes())
                .bytes();
    }
}
