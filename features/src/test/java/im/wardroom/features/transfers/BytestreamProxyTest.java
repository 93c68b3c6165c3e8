// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.Features;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.wire.relay.Relay;
import im.wardroom.wire.relay.RelayOptions;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Two devices, the server and its proxy, from the offer to the last byte (XEP-0065 §6).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class BytestreamProxyTest {

    private static final String NS = "http://jabber.org/protocol/bytestreams";
    private static final String PROXY = "proxy." + TestServer.DOMAIN;

    private final Relay relay = new Relay(RelayOptions.DEFAULT);
    private TestServer server;
    private InetSocketAddress address;

    private record Joined(Relay relay) implements StreamRelay {

        @Override
        public int port() {
            return relay.port();
        }

        @Override
        public void expect(String hash, BareJid account) {
            relay.expect(hash, account.toString());
        }

        @Override
        public Outcome activate(String hash, BareJid account) {
            return Outcome.valueOf(relay.activate(hash, account.toString()).name());
        }
    }

    @BeforeAll
    void start() throws IOException {
        TransferSettings settings = new TransferSettings(
                false, Optional.of(new TransferSettings.Proxy("proxy", Optional.of("127.0.0.1"), new Joined(relay))));
        server = AllFeatures.start(
                        RegistrationRules.DEFAULT, Features.Settings.DEFAULT.with(settings), unchanged -> unchanged)
                .withUsers("romeo", "juliet");
        address = Objects.requireNonNull(
                server.wire().listenForRelay(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), relay));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Socket connect(String hash, int expected) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        byte[] name = hash.getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(new byte[] {5, 1, 0, 5, 1, 0, 3, (byte) name.length});
        socket.getOutputStream().write(name);
        socket.getOutputStream().write(new byte[] {0, 0});
        byte[] reply = socket.getInputStream().readNBytes(4);
        assertThat(reply).startsWith(5, 0, 5, expected);
        if (expected == 0) {
            socket.getInputStream().readNBytes(3 + name.length + 2);
        }
        return socket;
    }

    private static String offer(String sid, String to) {
        return "<iq type='set' id='offer' to='" + to + "'><query xmlns='" + NS + "' sid='" + sid + "'><streamhost jid='"
                + PROXY + "' host='127.0.0.1' port='1'/></query></iq>";
    }

    private static Element activate(TestDevice device, String sid, String target) {
        device.send("<iq type='set' id='a' to='" + PROXY + "'><query xmlns='" + NS + "' sid='" + sid + "'><activate>"
                + target + "</activate></query></iq>");
        return device.receive();
    }

    private static String hash(String sid, TestDevice requester, TestDevice target) {
        return StreamHash.of(sid, Jid.parse(requester.jid()), Jid.parse(target.jid()));
    }

    private static String condition(Element answer) {
        return Objects.requireNonNull(Objects.requireNonNull(answer.child("jabber:client", "error"))
                        .firstElement())
                .name();
    }

    @Test
    void fileGoesFromDeviceToDevice() throws IOException {
        TestDevice romeo = server.signIn("romeo", "desk");
        TestDevice juliet = server.signIn("juliet", "phone");
        String hash = hash("s1", romeo, juliet);
        connect(hash, 2).close();
        romeo.send(offer("s1", juliet.jid()));
        assertThat(juliet.receive().has(NS, "query")).isTrue();
        try (Socket target = connect(hash, 0)) {
            assertThat(condition(activate(romeo, "s1", juliet.jid()))).isEqualTo("not-allowed");
            try (Socket requester = connect(hash, 0)) {
                assertThat(condition(activate(juliet, "s1", juliet.jid()))).isEqualTo("item-not-found");
                assertThat(condition(activate(romeo, "s2", juliet.jid()))).isEqualTo("item-not-found");
                assertThat(activate(romeo, "s1", juliet.jid()).attribute("type"))
                        .isEqualTo("result");
                requester.getOutputStream().write("With love's light wings".getBytes(StandardCharsets.UTF_8));
                requester.shutdownOutput();
                assertThat(new String(target.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("With love's light wings");
            }
        }
        romeo.leave();
        juliet.leave();
    }

    @Test
    void ownDevicesMayUseItToo() throws IOException {
        TestDevice desk = server.signIn("romeo", "desk2");
        TestDevice phone = server.signIn("romeo", "phone2");
        desk.send(offer("s3", phone.jid()));
        phone.receive();
        String hash = hash("s3", desk, phone);
        try (Socket target = connect(hash, 0);
                Socket requester = connect(hash, 0)) {
            assertThat(activate(desk, "s3", phone.jid()).attribute("type")).isEqualTo("result");
            target.getOutputStream().write('x');
            assertThat(requester.getInputStream().read()).isEqualTo('x');
        }
        desk.leave();
        phone.leave();
    }
}
