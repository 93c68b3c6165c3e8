// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Rule;
import im.wardroom.watch.dissect.Talk;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.protocol.Certificates;
import im.wardroom.watch.protocol.ClientHello;
import im.wardroom.watch.protocol.Hellos;
import im.wardroom.watch.protocol.QuicClient;
import im.wardroom.watch.protocol.TlsFlight;
import im.wardroom.watch.protocol.Wire;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private final Naming naming = new Naming(Directory.standard());
    private final AddressBook book = new AddressBook();
    private final Addresses addresses = new Addresses(naming, book);
    private final Dissector[] dissectors = {
        new TlsNames(naming, addresses),
        new QuicNames(naming, addresses),
        new HttpNames(naming, addresses),
        new DnsNames(naming, book),
        addresses
    };

    @Test
    void nameInTlsIsFoundOnAnyPort() {
        byte[] hello = Hellos.asking("web.whatsapp.com");
        String ja4 =
                TlsFlight.read(hello, 0, hello.length).client().orElseThrow().ja4();

        assertThat(Talk.tcp(dissectors).toPort(25).client(hello).end())
                .containsExactly(new Detection(
                        Service.WHATSAPP,
                        Via.TLS,
                        Activity.CHAT,
                        Confidence.CERTAIN,
                        "TLS name web.whatsapp.com, JA4 " + ja4,
                        Rule.NAME));
    }

    @Test
    void nameInTlsIsFoundThoughItComesInPieces() {
        assertThat(Talk.tcp(dissectors)
                        .inPiecesOf(9)
                        .client(Hellos.asking("discord.com"))
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.DISCORD));
    }

    /// No service needs its own port to be found by its name.
    @ParameterizedTest
    @ValueSource(ints = {21, 25, 53, 80, 443})
    void everyServiceIsFoundByItsNames(int port) {
        Map<Service, String> hosts = new EnumMap<>(Service.class);
        for (Entry entry : Directory.standard().entries()) {
            if (entry.kind() == Entry.Kind.HOST) {
                entry.service().ifPresent(service -> hosts.putIfAbsent(service, entry.value()));
            }
        }
        assertThat(hosts).hasSize(Service.values().length);
        hosts.forEach((service, host) -> assertThat(Talk.tcp(dissectors)
                        .toPort(port)
                        .client(Hellos.asking(host))
                        .end())
                .as("%s on port %d", host, port)
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(service)));
    }

    @Test
    void certificateNamesWhoIsNotAskedForByName() {
        byte[] hello = Hellos.record(22, Hellos.message(1, Hellos.client(0x0303, new Wire())))
                .bytes();
        assertThat(Talk.tcp(dissectors)
                        .client(hello)
                        .server(certificate("*.talk.kakao.com"))
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.KAKAOTALK));
    }

    @Test
    void certificateOfManyServicesSaysNothing() {
        byte[] hello = Hellos.record(22, Hellos.message(1, Hellos.client(0x0303, new Wire())))
                .bytes();
        assertThat(Talk.tcp(dissectors)
                        .client(hello)
                        .server(certificate("edge.example", "messenger.com", "shop.example"))
                        .end())
                .isEmpty();
    }

    @Test
    void protocolOfXmppIsFoundUnderAnyName() {
        Wire extensions = Hellos.serverName("chat.example")
                .bytes(Hellos.extension(16, new Wire().long16(new Wire().short8(new Wire().text("xmpp-client"))))
                        .bytes());
        assertThat(Talk.tcp(dissectors).client(hello(extensions)).end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.XMPP));
    }

    @Test
    void hiddenNameIsReportedAsHidden() {
        Wire extensions = Hellos.serverName("cloudflare-ech.com")
                .bytes(Hellos.extension(0xFE0D, new Wire().zeros(200)).bytes());

        assertThat(Talk.tcp(dissectors).client(hello(extensions)).end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concealment.class,
                        found -> assertThat(found.cover()).isEqualTo(Concealment.Cover.ENCRYPTED_CLIENT_HELLO));
    }

    @Test
    void offerToHideWithATrueNameHidesNothing() {
        Wire extensions = Hellos.serverName("news.example")
                .bytes(Hellos.extension(0xFE0D, new Wire().zeros(200)).bytes());

        assertThat(Talk.tcp(dissectors).client(hello(extensions)).end()).isEmpty();
    }

    @Test
    void encryptedQuestionsAreReportedAsHidden() {
        assertThat(Talk.tcp(dissectors).client(Hellos.asking("dns.google")).end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Concealment.class,
                        found -> assertThat(found.cover()).isEqualTo(Concealment.Cover.ENCRYPTED_DNS));
    }

    @Test
    void nameInQuicIsFound() throws GeneralSecurityException {
        byte[] message = Hellos.message(1, Hellos.client(0x0303, Hellos.serverName("gcp.api.snapchat.com")))
                .bytes();
        byte[] packet = QuicClient.first("0102030405060708")
                .packet(0xC3, 0, QuicClient.crypto(0, message).zeros(900));

        assertThat(Talk.udp(dissectors).client(packet).end())
                .singleElement()
                .isInstanceOfSatisfying(Detection.class, found -> {
                    assertThat(found.service()).isEqualTo(Service.SNAPCHAT);
                    assertThat(found.via()).isEqualTo(Via.QUIC);
                    assertThat(found.evidence()).startsWith("QUIC name gcp.api.snapchat.com, JA4 q");
                });
    }

    @Test
    void nameInQuicIsFoundAfterAVersionThatNobodyKnows() throws GeneralSecurityException {
        byte[] unknown = new Wire().u8(0xC3).u32(0x1A2A3A4AL).zeros(1195).bytes();
        byte[] negotiation = new Wire()
                .u8(0x80)
                .u32(0)
                .short8(new Wire().zeros(8))
                .u8(0)
                .u32(1)
                .bytes();
        byte[] message = Hellos.message(1, Hellos.client(0x0303, Hellos.serverName("signal.org")))
                .bytes();
        byte[] packet = QuicClient.first("0102030405060708")
                .packet(0xC3, 0, QuicClient.crypto(0, message).zeros(900));

        assertThat(Talk.udp(dissectors)
                        .client(unknown)
                        .server(negotiation)
                        .client(packet)
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.SIGNAL));
    }

    @Test
    void hostInHttpIsFound() {
        assertThat(Talk.tcp(dissectors)
                        .client("GET /x HTTP/1.1\r\nHost: obs.line-apps.com\r\n\r\n")
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(Detection.class, found -> {
                    assertThat(found.service()).isEqualTo(Service.LINE);
                    assertThat(found.activity()).isEqualTo(Activity.FILE);
                });
    }

    @Test
    void whatGoesThroughAProxyIsLookedAt() {
        assertThat(Talk.tcp(dissectors)
                        .client("CONNECT 192.0.2.7:443 HTTP/1.1\r\nHost: 192.0.2.7:443\r\n\r\n")
                        .server("HTTP/1.1 200 Connection established\r\n\r\n")
                        .client(Hellos.asking("gateway.discord.gg"))
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class,
                        found -> assertThat(found.evidence()).startsWith("TLS name gateway.discord.gg"));
    }

    @Test
    void everyRequestToAProxyIsLookedAt() {
        assertThat(Talk.tcp(dissectors)
                        .client("GET http://news.example/ HTTP/1.1\r\nHost: news.example\r\n\r\n")
                        .server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .client("POST http://short.weixin.qq.com/mmtls/1 HTTP/1.1\r\nHost: short.weixin.qq.com\r\n\r\n")
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.WECHAT));
    }

    @Test
    void whatIsAllowedIsNotReported() throws IOException {
        Directory ours = Directory.standard().with("ours.tsv", new StringReader("host\tchat.example\tallowed"));
        Naming allowing = new Naming(ours);
        Wire extensions = Hellos.serverName("xmpp.chat.example")
                .bytes(Hellos.extension(16, new Wire().long16(new Wire().short8(new Wire().text("xmpp-client"))))
                        .bytes());

        assertThat(Talk.tcp(new TlsNames(allowing, addresses))
                        .client(hello(extensions))
                        .end())
                .isEmpty();
        assertThat(Talk.tcp(new HttpNames(allowing, addresses))
                        .client("GET /ws HTTP/1.1\r\nHost: chat.example\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Protocol: xmpp\r\n\r\n")
                        .end())
                .isEmpty();
    }

    @Test
    void webSocketOfXmppIsFound() {
        assertThat(Talk.tcp(dissectors)
                        .client("GET /ws HTTP/1.1\r\nHost: www.example\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Protocol: xmpp\r\n\r\n")
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.XMPP));
    }

    @Test
    void lookUpIsFoundAndNamesWhatFollows() {
        Talk dns = Talk.udp(dissectors).toPort(53).client(question()).server(answer());
        assertThat(dns.findings())
                .containsExactly(new Detection(
                        Service.WHATSAPP,
                        Via.DNS,
                        Activity.LOOK_UP,
                        Confidence.CERTAIN,
                        "DNS question g.whatsapp.net",
                        Rule.NAME));

        List<Finding> later = Talk.tcp(dissectors)
                .toPort(8080)
                .client(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
                .end();
        assertThat(later)
                .containsExactly(new Detection(
                        Service.WHATSAPP,
                        Via.ADDRESS,
                        Activity.CHAT,
                        Confidence.POSSIBLE,
                        "192.0.2.1 was looked up as g.whatsapp.net",
                        Rule.NAME));
    }

    @Test
    void anotherNameAtTheSameAddressIsNotGuessedAt() {
        Talk.udp(dissectors).toPort(53).client(question()).server(answer());

        assertThat(Talk.tcp(dissectors).client(Hellos.asking("shop.example")).end())
                .isEmpty();
        assertThat(Talk.tcp(dissectors)
                        .client("GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n")
                        .end())
                .isEmpty();
    }

    @Test
    void serviceIsLookedUpByWhatItIs() {
        byte[] question = new Wire()
                .u16(7, 0x0100, 1, 0, 0, 0)
                .short8(new Wire().text("_xmpp-client"))
                .short8(new Wire().text("_tcp"))
                .short8(new Wire().text("example"))
                .u8(0)
                .u16(33, 1)
                .bytes();

        assertThat(Talk.udp(dissectors).toPort(53).client(question).end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.XMPP));
    }

    @Test
    void nameAskedOfASocksProxyIsFound() {
        SocksNames socks = new SocksNames(naming);
        byte[] request = new Wire()
                .u8(5, 1, 0, 3)
                .short8(new Wire().text("t.me"))
                .u16(443)
                .bytes();
        byte[] older =
                new Wire().u8(4, 1).u16(443).u8(0, 0, 0, 1).text("me\0t.me\0").bytes();

        assertThat(Talk.tcp(socks)
                        .client(new byte[] {5, 1, 0})
                        .server(new byte[] {5, 0})
                        .client(request)
                        .end())
                .hasSize(1);
        assertThat(Talk.tcp(socks).inPiecesOf(3).client(older).end()).hasSize(1);
    }

    @Test
    void whatGoesThroughASocksProxyIsLookedAt() {
        byte[] greeting = new Wire()
                .u8(5, 1, 2)
                .u8(1)
                .short8(new Wire().text("me"))
                .short8(new Wire().text("pw"))
                .bytes();
        byte[] request = new Wire().u8(5, 1, 0, 1).u8(192, 0, 2, 7).u16(443).bytes();
        Talk talk = Talk.tcp(new SocksNames(naming), new TlsNames(naming, addresses))
                .client(new Wire().bytes(greeting).bytes(request).bytes())
                .server(new byte[] {5, 2, 1, 0})
                .server(new Wire().u8(5, 0, 0, 1).u32(0).u16(0).bytes())
                .client(Hellos.asking("web.telegram.org"));

        assertThat(talk.end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.TELEGRAM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja3", "ja4"})
    void fingerprintThatAnAdministratorAddsIsFound(String kind) throws IOException {
        byte[] hello = Hellos.asking("unknown.example");
        ClientHello read = TlsFlight.read(hello, 0, hello.length).client().orElseThrow();
        String print = kind.equals("ja3") ? read.ja3() : read.ja4();
        Directory more = Directory.standard().with("ours.tsv", new StringReader(kind + "\t" + print + "\twire\tchat"));

        assertThat(Talk.tcp(new TlsNames(new Naming(more), addresses))
                        .client(hello)
                        .end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class, found -> assertThat(found.service()).isEqualTo(Service.WIRE));
    }

    @Test
    void tunnelsAreReportedAsHidden() {
        byte[] wireGuard = new Wire().u8(1, 0, 0, 0).zeros(144).bytes();
        byte[] reset = new Wire().u8(0x38).text("sessionA").u8(0).u32(0).bytes();
        byte[] answer = new Wire()
                .u8(0x40)
                .text("sessionB")
                .u8(1)
                .u32(0)
                .text("sessionA")
                .u32(0)
                .bytes();
        byte[] keys = new Wire()
                .text("initiate")
                .zeros(8)
                .u8(33, 0x20, 34, 8)
                .u32(0)
                .u32(28)
                .bytes();

        assertThat(Talk.udp(new Tunnels()).client(wireGuard).end())
                .hasOnlyElementsOfType(Concealment.class)
                .hasSize(1);
        assertThat(Talk.udp(new Tunnels()).client(reset).server(answer).end()).hasSize(1);
        assertThat(Talk.udp(new Tunnels()).client(reset).server(reset).end()).isEmpty();
        assertThat(Talk.udp(new Tunnels()).client(keys).end()).hasSize(1);
    }

    private static Wire name() {
        return new Wire()
                .short8(new Wire().text("g"))
                .short8(new Wire().text("whatsapp"))
                .short8(new Wire().text("net"))
                .u8(0);
    }

    private static byte[] question() {
        return new Wire()
                .u16(7, 0x0100, 1, 0, 0, 0)
                .bytes(name().bytes())
                .u16(1, 1)
                .bytes();
    }

    private static byte[] answer() {
        return new Wire()
                .u16(7, 0x8180, 1, 1, 0, 0)
                .bytes(name().bytes())
                .u16(1, 1, 0xC00C, 1, 1)
                .u32(60)
                .long16(new Wire().u8(192, 0, 2, 1))
                .bytes();
    }

    private static byte[] hello(Wire extensions) {
        return Hellos.record(22, Hellos.message(1, Hellos.client(0x0303, extensions)))
                .bytes();
    }

    private static byte[] certificate(String subject, String... hosts) {
        Wire hello = new Wire().u16(0x0303).zeros(32).u8(0).u16(0xC02F).u8(0);
        Wire list = new Wire().long24(new Wire().long24(new Wire().bytes(Certificates.of(subject, hosts))));
        return Hellos.record(
                        22,
                        Hellos.message(2, hello).bytes(Hellos.message(11, list).bytes()))
                .bytes();
    }
}
