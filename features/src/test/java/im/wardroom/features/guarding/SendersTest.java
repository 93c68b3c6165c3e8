// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.features.Features;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Policy;
import im.wardroom.guard.SenderRules;
import im.wardroom.guard.address.AddressRules;
import im.wardroom.guard.flood.FloodRules;
import im.wardroom.guard.flood.Kind;
import im.wardroom.guard.flood.Rate;
import im.wardroom.guard.impostor.ImpostorRules;
import im.wardroom.guard.signin.SignInRules;
import im.wardroom.store.Change;
import im.wardroom.store.Device;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the guard says about senders, over real connections.
@Tag("slow")
class SendersTest {

    private static final String DOMAIN = TestServer.DOMAIN;
    private final AtomicReference<TestServer> running = new AtomicReference<>();

    private TestServer server(FloodRules floods) {
        Policy policy = Policy.DEFAULT.with(
                new SenderRules(AddressRules.DEFAULT, floods, ImpostorRules.DEFAULT, SignInRules.DEFAULT));
        TestServer server = TestServer.start(
                        Features.all(
                                Features.Settings.DEFAULT.with((reporter, reported, reason, messages) ->
                                        running.get().guard().senders().reported(reporter, reported, reason, messages)),
                                Clock.systemUTC()),
                        settings -> settings.guardedBy(() -> policy))
                .withUsers("romeo", "juliet", "nurse", "paris");
        server.createAdministrator("prince", "prince-secret");
        server.guard().refreshOfficers();
        running.set(server);
        return server;
    }

    private static FloodRules floods(Map<Kind, Rate> rates, Rate strangers, Rate connections) {
        FloodRules usual = FloodRules.DEFAULT;
        return new FloodRules(
                Mode.ENFORCE,
                rates,
                usual.perAccount(),
                usual.perAddress(),
                usual.perRecipient(),
                strangers,
                usual.unsolicited(),
                usual.challenge(),
                Set.of(),
                usual.perExempt(),
                2,
                10,
                Duration.ofMillis(20),
                connections,
                usual.signIns(),
                List.of());
    }

    @Test
    void whoGoesOnSendingFarTooMuchIsRefusedAndThenDisconnected() {
        FloodRules few = floods(
                Map.of(Kind.SUBSCRIPTION, new Rate(0.01, 5)),
                FloodRules.DEFAULT.strangers(),
                FloodRules.DEFAULT.connections());
        try (TestServer server = server(few);
                TestDevice romeo = server.signIn("romeo", "phone");
                TestDevice juliet = server.signIn("juliet", "balcony")) {
            for (int i = 0; i < 60; i++) {
                romeo.send("<presence type='subscribe' id='s" + i + "' to='person" + i + '@' + DOMAIN + "'/>");
            }

            Element last = null;
            boolean refused = false;
            for (Element next = romeo.receiveOrEnd(); next != null; next = romeo.receiveOrEnd()) {
                refused |= next.toString().contains("resource-constraint");
                last = next;
            }
            assertThat(refused).isTrue();
            assertThat(String.valueOf(last)).contains("policy-violation", "Far too much");
            assertThat(juliet.roundTrip()).isEmpty();
        }
    }

    @Test
    void connectionThatIsSlowedDownLosesNothing() {
        FloodRules slow = floods(
                Map.of(Kind.MESSAGE, new Rate(100, 20)),
                FloodRules.DEFAULT.strangers(),
                FloodRules.DEFAULT.connections());
        try (TestServer server = server(new FloodRules(
                        Mode.ENFORCE,
                        slow.connection(),
                        3,
                        50,
                        slow.perRecipient(),
                        slow.strangers(),
                        slow.unsolicited(),
                        true,
                        Set.of(),
                        20,
                        1_000,
                        1_000,
                        Duration.ofSeconds(1),
                        slow.connections(),
                        slow.signIns(),
                        List.of()));
                TestDevice romeo = server.signIn("romeo", "phone");
                TestDevice laptop = server.signIn("romeo", "laptop")) {
            laptop.send("<presence/>");
            laptop.roundTrip();
            for (int i = 0; i < 40; i++) {
                romeo.send("<message type='chat' to='romeo@" + DOMAIN + "'><body>" + i + "</body></message>");
            }
            for (int i = 0; i < 40; i++) {
                assertThat(laptop.receive().toString()).contains("<body>" + i + "</body>");
            }
        }
    }

    @Test
    void messagesOfStrangersWaitUntilTheRecipientAsksForThem() {
        FloodRules shy = floods(Map.of(), new Rate(0.001, 2), FloodRules.DEFAULT.connections());
        try (TestServer server = server(shy);
                TestDevice paris = server.signIn("paris", "x");
                TestDevice juliet = server.signIn("juliet", "balcony")) {
            juliet.send("<presence/>");
            juliet.roundTrip();
            // The first one has the roster read.
            for (int i = 0; i < 8; i++) {
                paris.send("<message type='chat' id='m" + i + "' to='juliet@" + DOMAIN + "'><body>number " + i
                        + "</body></message>");
                paris.roundTrip();
            }
            int seen = 0;
            Element next = juliet.receive();
            while (!next.attribute("from", "").startsWith("security.")) {
                assertThat(next.toString()).contains("number " + seen++);
                next = juliet.receive();
            }
            assertThat(next.toString()).contains("no contact", "show");

            juliet.send("<message type='chat' to='security." + DOMAIN + "'><body>show</body></message>");
            StringBuilder rest = new StringBuilder();
            while (!rest.toString().contains("number 7")) {
                rest.append(juliet.receive());
            }
            assertThat(rest.toString()).contains("number " + seen);
        }
    }

    @Test
    void addressesComeThroughToNobody() {
        try (TestServer server = server(FloodRules.DEFAULT);
                TestDevice romeo = server.signIn("romeo", "phone");
                TestDevice juliet = server.signIn("juliet", "balcony")) {
            romeo.send("<iq type='set' id='j' to='juliet@" + DOMAIN + "/balcony'>"
                    + "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='1'><content name='a'>"
                    + "<transport xmlns='urn:xmpp:jingle:transports:ice-udp:1' ufrag='u' pwd='p'>"
                    + "<candidate ip='192.168.4.1' port='1' type='host'/>"
                    + "<candidate ip='198.51.100.1' port='1' rel-addr='192.168.4.1' rel-port='1' type='relay'/>"
                    + "</transport></content></jingle></iq>");
            assertThat(juliet.receive().toString())
                    .contains("ufrag='u'", "198.51.100.1")
                    .doesNotContain("192.168.4.1");

            romeo.send("<iq type='set' id='b' to='juliet@" + DOMAIN + "/balcony'>"
                    + "<query xmlns='http://jabber.org/protocol/bytestreams' sid='2'>"
                    + "<streamhost host='192.168.4.1' port='1' jid='" + romeo.jid() + "'/></query></iq>");
            assertThat(romeo.receive().toString()).contains("policy-violation", "use a relay");
        }
    }

    @Test
    void whoBlocksMaySayWhyAndTheSenderWeighsMore() {
        try (TestServer server = server(FloodRules.DEFAULT);
                TestDevice paris = server.signIn("paris", "x");
                TestDevice juliet = server.signIn("juliet", "balcony")) {
            juliet.send("<presence/>");
            juliet.roundTrip();
            paris.send("<message type='chat' to='juliet@" + DOMAIN + "'><body>Buy!</body></message>");
            juliet.receive();
            juliet.send("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='paris@" + DOMAIN + "'>"
                    + "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>"
                    + "<stanza-id xmlns='urn:xmpp:sid:0' by='juliet@" + DOMAIN
                    + "' id='28482'/></report></item></block></iq>");
            assertThat(juliet.receive().attribute("type")).isEqualTo("result");

            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.guard().senders().weight(TestServer.jid("paris")))
                            .isGreaterThan(1));
            paris.send("<message type='chat' id='again' to='juliet@" + DOMAIN + "'><body>Buy!</body></message>");
            assertThat(paris.receive().attribute("type")).isEqualTo("error");
        }
    }

    @Test
    void incidentsAreTakenFromUsers() {
        try (TestServer server = server(FloodRules.DEFAULT);
                TestDevice juliet = server.signIn("juliet", "balcony")) {
            juliet.send("<iq type='set' id='i' to='" + DOMAIN + "'><report xmlns='urn:xmpp:incident:2'>"
                    + "<Incident xmlns='urn:ietf:params:xml:ns:iodef-1.0' purpose='reporting'><EventData><Flow>"
                    + "<System category='source'><Node><Address category='ext-category' ext-category='xmpp'>"
                    + "abuser@clueless.lit</Address></Node></System></Flow></EventData></Incident></report></iq>");
            assertThat(juliet.receive().attribute("type")).isEqualTo("result");
            juliet.send("<iq type='set' id='i' to='" + DOMAIN + "'><report xmlns='urn:xmpp:incident:2'/></iq>");
            assertThat(juliet.receive().toString()).contains("bad-request");
        }
    }

    @Test
    void nicknamesOfOthersAreRefusedInRooms() {
        try (TestServer server = server(FloodRules.DEFAULT);
                TestDevice paris = server.signIn("paris", "x")) {
            server.guard().senders().refresh();
            for (String nick : List.of("Security", "rom\u0435o", "Prince")) {
                paris.send("<presence id='p' to='hall@rooms." + DOMAIN + '/' + nick
                        + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
                assertThat(paris.receive().toString()).contains("error", "looks like");
            }
        }
    }

    @Test
    void theOwnerIsToldOfANewDevice() {
        try (TestServer server = server(FloodRules.DEFAULT)) {
            Device known = new Device("d4565fa7", "Gajim", "tablet", Instant.now());
            server.store()
                    .commit(List.of(
                            new Change.SawDevice(TestServer.jid("romeo"), known, InetAddress.ofLiteral("203.0.113.9"))))
                    .join();
            try (TestDevice phone = server.signIn("romeo", "phone")) {
                phone.send("<presence/>");
                Element next = phone.receive();
                while (!next.name().equals("message")) {
                    next = phone.receive();
                }
                assertThat(next.toString()).contains("A new device", "127.0.0.1", "change your password");
            }
        }
    }

    @Test
    void tooManyConnectionsOfOneAddressAreTurnedAway() {
        FloodRules few = floods(Map.of(), FloodRules.DEFAULT.strangers(), new Rate(0.001, 3));
        try (TestServer server = server(few);
                TestDevice one = server.signIn("romeo", "phone");
                TestDevice two = server.signIn("juliet", "balcony");
                TestDevice three = server.signIn("paris", "x")) {
            assertThatThrownBy(() -> server.signIn("nurse", "x")).isInstanceOf(Throwable.class);
            assertThat(one.roundTrip()).isEmpty();
            assertThat(two.roundTrip()).isEmpty();
            assertThat(three.roundTrip()).isEmpty();
        }
    }
}
