// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stream outlives the server (XEP-0198 §5): after a crash it goes on where it was.
class RestartTest {

    private static final String SM = "urn:xmpp:sm:3";

    private TestServer server;
    private String stream = "";

    @BeforeEach
    void start() {
        server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("romeo", "juliet");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Signed in, available, and with a stream that can be resumed; everything that came until then is taken.
    private TestDevice resumable(String user, String resource) {
        TestDevice device = server.signIn(user, resource);
        device.send("<enable xmlns='" + SM + "' resume='true'/>");
        stream = device.receive().attribute("id", "");
        device.send("<presence/>");
        stanzas(device, 1);
        return device;
    }

    private TestDevice resume(String user, String resource, int h) {
        return TestDevice.resume(
                server.startTls(),
                TestServer.DOMAIN,
                user,
                user + "-secret",
                TestServer.jid(user) + "/" + resource,
                "<resume xmlns='" + SM + "' previd='" + stream + "' h='" + h + "'/>");
    }

    /// So many stanzas, whatever else of stream management comes in between.
    private static List<Element> stanzas(TestDevice device, int count) {
        List<Element> found = new ArrayList<>();
        while (found.size() < count) {
            Element element = device.receive();
            if (!element.namespace().equals(SM)) {
                found.add(element);
            }
        }
        return found;
    }

    private static List<@Nullable String> bodies(List<Element> stanzas) {
        return stanzas.stream()
                .map(e -> e.find("jabber:client", "body").map(Element::text).orElse(null))
                .toList();
    }

    private static String message(String to, String text) {
        return "<message type='chat' id='" + text + "' to='" + TestServer.jid(to) + "'><body>" + text
                + "</body></message>";
    }

    /// The server's counter, once everything before is on disk.
    private static String h(TestDevice device) {
        device.send("<r xmlns='" + SM + "'/>");
        Element element = device.receive();
        while (!element.is(SM, "a")) {
            element = device.receive();
        }
        return element.attribute("h", "");
    }

    private void send(TestDevice device, String... texts) {
        for (String text : texts) {
            device.send(message("juliet", text));
        }
        device.roundTrip();
    }

    @Test
    void clientGetsExactlyWhatItDidNotAcknowledge() {
        TestDevice juliet = resumable("juliet", "balcony");
        TestDevice romeo = server.signIn("romeo", "orchard");
        send(romeo, "one", "two", "three");
        assertThat(bodies(stanzas(juliet, 3))).containsExactly("one", "two", "three");
        server = server.crashAndRestart();
        // Its own presence and the first message.
        TestDevice again = resume("juliet", "balcony", 2);
        Element resumed = again.receive();
        assertThat(resumed.name()).isEqualTo("resumed");
        assertThat(resumed.attribute("previd")).isEqualTo(stream);
        assertThat(bodies(stanzas(again, 2))).containsExactly("two", "three");
        send(server.signIn("romeo", "orchard"), "four");
        assertThat(bodies(stanzas(again, 2))).contains("four");
    }

    @Test
    void whatTheClientAcknowledgedDoesNotComeAgain() {
        TestDevice juliet = resumable("juliet", "balcony");
        send(server.signIn("romeo", "orchard"), "one", "two");
        stanzas(juliet, 2);
        server = server.crashAndRestart();
        TestDevice again = resume("juliet", "balcony", 3);
        assertThat(again.receive().name()).isEqualTo("resumed");
        again.send("<presence type='unavailable'/>");
        TestDevice other = server.signIn("juliet", "chamber");
        other.send("<presence/>");
        assertThat(other.roundTrip()).noneMatch(e -> e.name().equals("message"));
    }

    @Test
    void stanzaIdsStayTheSame() {
        TestDevice juliet = resumable("juliet", "balcony");
        send(server.signIn("romeo", "orchard"), "one");
        Element first = stanzas(juliet, 1).getFirst();
        server = server.crashAndRestart();
        TestDevice again = resume("juliet", "balcony", 1);
        Element second = stanzas(again, 1).getFirst();
        assertThat(second.child("urn:xmpp:sid:0", "stanza-id")).isNotNull();
        assertThat(second.child("urn:xmpp:sid:0", "stanza-id").attribute("id"))
                .isEqualTo(first.child("urn:xmpp:sid:0", "stanza-id").attribute("id"));
    }

    @Test
    void serverKnowsWhichOfTheClientsStanzasAreDone() {
        TestDevice romeo = resumable("romeo", "orchard");
        romeo.send(message("juliet", "one"));
        romeo.send(message("juliet", "two"));
        assertThat(h(romeo)).isEqualTo("3");
        server = server.crashAndRestart();
        TestDevice again = resume("romeo", "orchard", 1);
        assertThat(again.receive().attribute("h")).isEqualTo("3");
        again.send(message("juliet", "three"));
        assertThat(h(again)).isEqualTo("4");
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence/>");
        // Her own presence, and nothing after the three.
        List<Element> got = stanzas(juliet, 4);
        assertThat(bodies(got)).filteredOn(Objects::nonNull).containsExactly("one", "two", "three");
        assertThat(juliet.roundTrip()).isEmpty();
    }

    @Test
    void deviceIsAsItWas() {
        TestDevice juliet = resumable("juliet", "balcony");
        juliet.send("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        stanzas(juliet, 1);
        assertThat(h(juliet)).isNotEmpty();
        server = server.crashAndRestart();
        TestDevice again = resume("juliet", "balcony", 2);
        assertThat(again.receive().name()).isEqualTo("resumed");
        TestDevice romeo = server.signIn("romeo", "orchard");
        send(romeo, "hello");
        assertThat(bodies(stanzas(again, 2))).contains("hello");
        TestDevice phone = server.signIn("juliet", "phone");
        phone.send(message("romeo", "from my phone"));
        assertThat(stanzas(again, 1).getFirst().has("urn:xmpp:carbons:2", "sent"))
                .isTrue();
    }

    /// XEP-0115: what its capabilities stand for was forgotten with the server.
    @Test
    void deviceIsAskedAgainWhichEventsItWants() {
        TestDevice juliet = resumable("juliet", "balcony");
        juliet.send("<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:c'"
                + " ver='QgayPKawpkPSDYmwT/WM94uAlu0='/></presence>");
        assertThat(stanzas(juliet, 2)).anyMatch(e -> e.has("http://jabber.org/protocol/disco#info", "query"));
        server = server.crashAndRestart();
        TestDevice again = resume("juliet", "balcony", 3);
        assertThat(again.receive().name()).isEqualTo("resumed");
        assertThat(stanzas(again, 2)).anyMatch(e -> e.has("http://jabber.org/protocol/disco#info", "query"));
    }

    @Test
    void streamCanBeResumedAfterAPlannedRestart() {
        TestDevice juliet = resumable("juliet", "balcony");
        send(server.signIn("romeo", "orchard"), "one");
        stanzas(juliet, 1);
        server = server.restart();
        TestDevice again = resume("juliet", "balcony", 1);
        assertThat(again.receive().name()).isEqualTo("resumed");
        assertThat(bodies(stanzas(again, 1))).containsExactly("one");
    }

    @Test
    void streamGoesOnAfterASecondCrash() {
        TestDevice juliet = resumable("juliet", "balcony");
        send(server.signIn("romeo", "orchard"), "one");
        stanzas(juliet, 1);
        server = server.crashAndRestart();
        TestDevice again = resume("juliet", "balcony", 1);
        assertThat(bodies(stanzas(again, 1))).containsExactly("one");
        server = server.crashAndRestart();
        TestDevice thrice = resume("juliet", "balcony", 2);
        assertThat(thrice.receive().name()).isEqualTo("resumed");
        send(server.signIn("romeo", "orchard"), "two");
        assertThat(bodies(stanzas(thrice, 2))).contains("two").doesNotContain("one");
    }

    @Test
    void nobodyResumesTheStreamOfAnother() {
        resumable("juliet", "balcony");
        server = server.crashAndRestart();
        Element refused = resume("romeo", "balcony", 1).receive();
        assertThat(refused.is(SM, "failed")).isTrue();
        assertThat(refused.has("urn:ietf:params:xml:ns:xmpp-stanzas", "item-not-found"))
                .isTrue();
        assertThat(resume("juliet", "balcony", 1).receive().name()).isEqualTo("resumed");
    }

    @Test
    void whoClaimsMoreThanWasSentIsRefused() {
        resumable("juliet", "balcony");
        server = server.crashAndRestart();
        Element error = resume("juliet", "balcony", 1_000_000).receive();
        assertThat(error.has(SM, "handled-count-too-high")).isTrue();
    }

    @Test
    void streamThatEndedInOrderIsNotResumed() {
        TestDevice juliet = resumable("juliet", "balcony");
        juliet.leave();
        server = server.restart();
        assertThat(resume("juliet", "balcony", 1).receive().is(SM, "failed")).isTrue();
    }
}
