// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import static im.wardroom.watch.packet.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Talk;
import im.wardroom.watch.service.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What each of the clear protocols begins with, from its documents, and what looks like it and is something else.
class ChatProtocolsTest {

    private static Talk tcp() {
        return Talk.tcp(OwnProtocols.all().toArray(new Dissector[0]));
    }

    private static Talk udp() {
        return Talk.udp(OwnProtocols.all().toArray(new Dissector[0]));
    }

    private static void isService(Service service, Activity activity, Talk talk) {
        assertThat(talk.end()).singleElement().isInstanceOfSatisfying(Detection.class, detection -> {
            assertThat(detection.service()).isEqualTo(service);
            assertThat(detection.activity()).isEqualTo(activity);
        });
    }

    private static void isNothing(Talk talk) {
        List<Finding> findings = talk.end();
        assertThat(findings).isEmpty();
    }

    // IRC: RFC 2812 §3.1.

    @Test
    void ircIsKnownByItsRegistration() {
        isService(
                Service.IRC,
                Activity.CHAT,
                tcp().client("PASS secret\r\nNICK Wiz\r\nUSER guest 0 * :Ronnie Reagan\r\n"));
        isService(Service.IRC, Activity.CHAT, tcp().client("CAP LS 302\r\nnick wiz\r\nuser guest 0 * :Ronnie\r\n"));
        isService(
                Service.IRC,
                Activity.CHAT,
                tcp().inPiecesOf(3).client("NICK Wiz\r\n").client("USER guest 0 * :Ronnie Reagan\r\n"));
    }

    @Test
    void ircIsKnownByWhatTheServerSays() {
        isService(Service.IRC, Activity.CHAT, tcp().server(":irc.example.org 001 Wiz :Welcome to the network\r\n"));
        isService(Service.IRC, Activity.CHAT, tcp().server("NOTICE AUTH :*** Looking up your hostname\r\n"));
        isService(
                Service.IRC,
                Activity.CHAT,
                tcp().server("PING :irc.example.org\r\n").client("PONG irc.example.org\r\n"));
        isService(Service.IRC, Activity.CHAT, tcp().server("@time=1 :a!b@c PRIVMSG #room :hello\r\n"));
    }

    @Test
    void ircIsKnownBeforeItGoesOnWithTls() {
        isService(
                Service.IRC,
                Activity.CHAT,
                tcp().client("STARTTLS\r\n").server(":irc.example.org 670 * :STARTTLS successful\r\n"));
    }

    @Test
    void filesThatPeopleOnIrcSendEachOtherAreKnown() {
        // 192.0.2.1 as one number.
        Talk talk = tcp().client("NICK a\r\nUSER a 0 * :a\r\n")
                .server(":b!b@c PRIVMSG a :\u0001DCC SEND \"my file.exe\" 3221225985 5000 1024\u0001\r\n")
                .toPort(5000)
                .server("MZ and what else is in a file");

        assertThat(talk.end())
                .extracting(finding -> ((Detection) finding).activity())
                .containsExactly(Activity.CHAT, Activity.FILE);
    }

    @Test
    void mailAndFilesKnowWordsOfTheSameName() {
        isNothing(tcp().server("220 FTP ready\r\n")
                .client("USER anonymous\r\n")
                .server("331 Password\r\n")
                .client("PASS me@example.org\r\n"));
        isNothing(tcp().server("+OK POP3\r\n")
                .client("USER me\r\n")
                .server("+OK\r\n")
                .client("PASS x\r\nLIST\r\nQUIT\r\n"));
        isNothing(tcp().client("USER me\r\nPASS x\r\nLIST\r\n"));
        isNothing(tcp().client("GET / HTTP/1.1\r\nHost: irc.example.org\r\n\r\n"));
        isNothing(tcp().server("220 mail\r\n")
                .client("EHLO me\r\n")
                .server("250 STARTTLS\r\n")
                .client("STARTTLS\r\n"));
        isNothing(tcp().client("PING\r\n").server("PONG\r\n"));
        isNothing(tcp().server("PING 1\r\n").client("PONG 2\r\n"));
        isNothing(tcp().client("VERSION\r\n").server("VERSION 1.2\r\n"));
    }

    // XMPP: RFC 6120 §4.

    @Test
    void xmppIsKnownByItsStream() {
        String header = "<?xml version='1.0'?>\n<stream:stream to='im.example.com' version='1.0' xmlns='jabber:client' "
                + "xmlns:stream='http://etherx.jabber.org/streams'>";

        isService(Service.XMPP, Activity.CHAT, tcp().client(header));
        isService(Service.XMPP, Activity.CHAT, tcp().inPiecesOf(7).client(header));
        isService(
                Service.XMPP, Activity.CHAT, tcp().client("\u00ef\u00bb\u00bf").server(header));
        isService(Service.XMPP, Activity.CHAT, tcp().client(header.replace("jabber:client", "jabber:server")));
    }

    @Test
    void otherXmlIsNotXmpp() {
        isNothing(tcp().client("<?xml version='1.0'?><methodCall><methodName>a</methodName></methodCall>"));
        isNothing(tcp().client("<policy-file-request/>\0"));
        isNothing(tcp().client("<iq type='get'/>"));
        isNothing(tcp().client("<" + "a".repeat(5000)));
    }

    // AIM and ICQ: a FLAP of channel 1, version 1.

    @Test
    void oscarIsKnownByItsFirstFrame() {
        isService(Service.AIM_ICQ, Activity.SIGN_IN, tcp().client(hex("2a01 0001 0004 00000001")));
        isService(
                Service.AIM_ICQ,
                Activity.SIGN_IN,
                tcp().inPiecesOf(1)
                        .server(hex("2a01 7fff 0004 00000001"))
                        .client(hex("2a01 0001 0008 00000001 00060000")));
        isService(Service.AIM_ICQ, Activity.SIGN_IN, tcp().client("FLAPON\r\n\r\n"));
        isService(Service.AIM_ICQ, Activity.FILE, tcp().client(hex("4f465432 0100 0101 00000000")));
    }

    @Test
    void anAsteriskAloneIsNotOscar() {
        isNothing(tcp().client("*1\r\n$4\r\nPING\r\n"));
        isNothing(tcp().client(hex("2a01 0001 0004 00000002")));
        isNothing(tcp().client("OPTIONS / HTTP/1.1\r\n\r\n"));
    }

    // MSN: draft-movva-msn-messenger-protocol-00 §7.

    @Test
    void msnIsKnownByItsCommands() {
        isService(Service.MSN, Activity.SIGN_IN, tcp().client("VER 0 MSNP7 MSNP6 MSNP5 MSNP4 CVR0\r\n"));
        isService(Service.MSN, Activity.SIGN_IN, tcp().client("USR 6 TWN I example@passport.com\r\n"));
        isService(Service.MSN, Activity.CHAT, tcp().client("USR 1 example@passport.com 17262740.1050826919.32307\r\n"));
        isService(
                Service.MSN,
                Activity.CHAT,
                tcp().client("ANS 1 name_123@hotmail.com 849102291.520491113 11752013\r\n"));
        isService(
                Service.MSN,
                Activity.CHAT,
                tcp().client("MSG 4 N 133\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello!"));
        isService(Service.MSN, Activity.CHAT, tcp().client("PNG\r\n").server("QNG 50\r\n"));
        isService(Service.MSN, Activity.FILE, tcp().client("VER MSNFTP\r\n"));
    }

    @Test
    void otherCommandsOfThreeLettersAreNotMsn() {
        isNothing(tcp().client("PUT 1 2 3\r\n"));
        isNothing(tcp().client("VER 1\r\n").server("OK\r\n"));
        isNothing(tcp().client("MSG hello\r\n"));
        isNothing(tcp().client("USR 1 2 3 4\r\nOUT\r\n"));
    }

    // Yahoo.

    @Test
    void yahooIsKnownByItsHeader() {
        isService(
                Service.YMSG,
                Activity.SIGN_IN,
                tcp().client(hex("594d5347 000b 0000 0000 0057 00000000 00000000"))
                        .server("YMSG"));
        isService(
                Service.YMSG,
                Activity.CHAT,
                tcp().inPiecesOf(5).client(hex("594d5347 1000 0000 0003 0006 00000000 00000000 31c080")));
        isNothing(tcp().client("YMCA".repeat(10)));
        isNothing(tcp().client(hex("594d5347 ff00 0000 0003 0006 00000000 00000000 31c080")));
    }

    // WhatsApp.

    @Test
    void whatsAppIsKnownByItsOpening() {
        byte[] noise = hex("57410603 000028 12260a20" + "00".repeat(36));

        isService(Service.WHATSAPP, Activity.CHAT, tcp().client(noise));
        isService(Service.WHATSAPP, Activity.CHAT, tcp().inPiecesOf(2).client(noise));
        isService(Service.WHATSAPP, Activity.CHAT, tcp().client(hex("45440001 000004 08090802"), noise));
        isService(Service.WHATSAPP, Activity.CHAT, tcp().client(hex("57410105 000018 f8050100")));
    }

    @Test
    void wordsThatBeginLikeWhatsAppAreNot() {
        isNothing(tcp().client("WAIT 5\r\nand more of it"));
        isNothing(tcp().client("EDIT\r\nand more of it"));
        isNothing(tcp().client(hex("57410603 000028 55260a20")));
        isNothing(tcp().client("WA"));
    }

    // QQ.

    @Test
    void qqIsKnownByItsFrame() {
        byte[] packet = hex("02 3b0b 0022 1017 561f0c7b 000000000000 aabb 03");

        isService(Service.QQ, Activity.SIGN_IN, udp().client(packet));
        isService(Service.QQ, Activity.SIGN_IN, tcp().inPiecesOf(4).client(hex("0016"), packet, hex("0000")));
        isNothing(udp().client(hex("02 3b0b 0022 1017 561f0c7b 000000000000 aabb 04")));
        isNothing(udp().client(hex("02 3b0b ff22 1017 561f0c7b 000000000000 aabb 03")));
        isNothing(udp().client(hex("02 3b0b 0022 1017 00000001 000000000000 aabb 03")));
    }

    // Voice.

    @Test
    void teamSpeakIsKnownByItsHandshake() {
        isService(Service.TEAMSPEAK, Activity.SIGN_IN, udp().client("TS3INIT1").client(hex("0065 0000 88")));
        isService(Service.TEAMSPEAK, Activity.USE, tcp().server("TS3\n\rWelcome to the TeamSpeak 3"));
        isService(Service.TEAMSPEAK, Activity.SIGN_IN, udp().client(hex("f4be0300"), new byte[176]));
        isNothing(udp().client("TS3 is something else"));
    }

    @Test
    void mumbleIsKnownByAPingAndItsAnswer() {
        byte[] ping = hex("00000000 0102030405060708");

        isService(
                Service.MUMBLE,
                Activity.LOOK_UP,
                udp().client(ping).server(hex("00010204 0102030405060708 00000003 00000064 00011940")));
        isNothing(udp().client(ping).server(hex("00010204 ff02030405060708 00000003 00000064 00011940")));
        isNothing(udp().client(ping).client(ping));
    }
}
