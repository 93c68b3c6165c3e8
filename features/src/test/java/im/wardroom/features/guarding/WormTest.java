// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.guard.DecoyRules;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Policy;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.leak.Action;
import im.wardroom.guard.leak.Cards;
import im.wardroom.guard.leak.LeakRule;
import im.wardroom.guard.leak.LeakRules;
import im.wardroom.guard.leak.Scope;
import im.wardroom.guard.worm.WormRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A worm among people, on a running server.
class WormTest {

    private static final String DOMAIN = TestServer.DOMAIN;
    private static final String LINK = "http://free-tickets.example/win.exe?u=";
    private static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private static TestServer server(Policy policy, int people) {
        TestServer server = TestServer.start(
                Features.all(Features.Settings.DEFAULT, Clock.systemUTC()),
                settings -> settings.guardedBy(() -> policy));
        for (int i = 0; i < people; i++) {
            server.createUser("p" + i, "p" + i + "-secret");
        }
        return server;
    }

    private static List<TestDevice> signIn(TestServer server, int people) {
        List<TestDevice> devices = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            TestDevice device = server.signIn("p" + i, "desk");
            device.send("<presence/>");
            device.receive();
            devices.add(device);
        }
        return devices;
    }

    private static void send(TestDevice from, int to, String id, String body) {
        from.send("<message type='chat' id='" + id + "' to='p" + to + "@" + DOMAIN + "'><body>" + body
                + "</body></message>");
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (String word : text.substring(text.indexOf("as digits:") + 10).split("[ ,.]+")) {
            if (WORDS.contains(word)) {
                digits.append(WORDS.indexOf(word));
            }
        }
        return digits.toString();
    }

    /// The first so many pass, one more is held.
    private static String spread(List<TestDevice> devices, TestDevice from, String link) {
        for (int to = 1; to <= 4; to++) {
            send(from, to, "w" + to, "Look at this: " + link + to);
        }
        for (int to = 1; to <= 3; to++) {
            assertThat(devices.get(to).receive().toString()).contains("Look at this");
        }
        Element question = from.receive();
        assertThat(question.attribute("from")).isEqualTo("security." + DOMAIN);
        return question.toString();
    }

    private static void answer(TestDevice device, String text) {
        device.send("<message type='chat' to='security." + DOMAIN + "'><body>" + text + "</body></message>");
    }

    @Test
    void personWhoAnswersIsAskedOnceAndWhatWasHeldArrives() {
        try (TestServer server = server(Policy.DEFAULT, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            TestDevice me = devices.getFirst();
            String question = spread(devices, me, LINK);
            answer(me, digits(question));
            assertThat(me.receive().toString()).contains("One message is on the way now");
            Element late = devices.get(4).receive();
            assertThat(late.toString()).contains("Look at this").contains("urn:xmpp:delay");
            send(me, 5, "w5", "Look at this: " + LINK + 5);
            assertThat(devices.get(5).receive().toString()).contains("Look at this");
        }
    }

    @Test
    void whoSaysThatItWasNobodyIsConfinedAndDeliveredCopiesAreTakenBack() {
        try (TestServer server = server(Policy.DEFAULT, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            TestDevice me = devices.getFirst();
            spread(devices, me, LINK);
            answer(me, "no");
            for (int to = 1; to <= 3; to++) {
                Element recalled = devices.get(to).receive();
                assertThat(recalled.toString())
                        .contains("<retract xmlns='urn:xmpp:message-retract:1' id='w" + to + "'")
                        .contains("security desk has removed");
            }
            assertThat(server.guard().quarantines().of(TestServer.jid("p0"), Instant.now()))
                    .isNotNull();
            TestDevice reader = devices.get(1);
            reader.send("<iq type='set' id='a'><query xmlns='urn:xmpp:mam:2'/></iq>");
            Element archived = reader.receive();
            assertThat(archived.toString()).contains("retracted").doesNotContain("free-tickets");
        }
    }

    @Test
    void linkThatTwoGenerationsSendIsBlockedForEverybody() {
        try (TestServer server = server(Policy.DEFAULT, 14)) {
            List<TestDevice> devices = signIn(server, 14);
            spread(devices, devices.getFirst(), LINK);
            // Those who clicked send it on by themselves.
            String refused = "";
            for (int infected = 1; infected <= 3; infected++) {
                for (int to = 5; to <= 12; to++) {
                    send(devices.get(infected), to, "x" + infected + to, "Look at this: " + LINK + infected + to);
                }
            }
            for (int infected = 1; infected <= 3; infected++) {
                refused += devices.get(infected).receive();
                refused += devices.get(infected).receive();
            }
            assertThat(refused).contains("policy-violation");
            assertThat(server.guard().worms().blocked()).isNotEmpty();
            assertThat(server.guard().worms().outbreaks().getFirst().print())
                    .contains("p0@", "received it", "(infected)");
            TestDevice bystander = devices.get(13);
            send(bystander, 12, "y", "Is this true? " + LINK);
            Element stopped = bystander.receive();
            assertThat(stopped.toString()).contains("policy-violation").contains("Reference");
        }
    }

    @Test
    void whatAnOfficerBlocksIsStoppedAndWhatOneAllowsIsNot() {
        try (TestServer server = server(Policy.DEFAULT, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            TestDevice me = devices.getFirst();
            server.guard().worms().block(Artefact.parse("link:free-tickets.example"));
            send(me, 1, "a", LINK);
            assertThat(me.receive().toString()).contains("policy-violation").contains("blocked");
            server.guard().worms().allow(Artefact.parse("link:free-tickets.example"));
            for (int to = 1; to <= 6; to++) {
                send(me, to, "b" + to, LINK);
                assertThat(devices.get(to).receive().toString()).contains("free-tickets");
            }
        }
    }

    private static Element until(TestDevice device, String text) {
        Element heard = device.receive();
        while (!heard.toString().contains(text)) {
            heard = device.receive();
        }
        return heard;
    }

    @Test
    void whatWasSaidInARoomIsTakenAwayByTheRoom() {
        try (TestServer server = server(Policy.DEFAULT, 2)) {
            List<TestDevice> devices = signIn(server, 2);
            TestDevice me = devices.getFirst();
            String room = "hall@rooms." + DOMAIN;
            me.send("<presence to='" + room + "/me'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
            until(me, "201");
            me.send("<iq type='set' id='c' to='" + room + "'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                    + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
            until(me, "id='c'");
            TestDevice other = devices.get(1);
            other.send("<presence to='" + room + "/other'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
            until(other, "<subject");
            me.send("<message type='groupchat' id='g1' to='" + room + "'><body>" + LINK + "</body></message>");
            Element said = until(other, "free-tickets");
            String stanzaId = said.child("urn:xmpp:sid:0", "stanza-id").attribute("id");
            server.guard().worms().block(Artefact.parse("link:free-tickets.example"));
            assertThat(until(other, "retract").toString())
                    .contains("id='" + stanzaId + "'")
                    .contains("urn:xmpp:message-moderate:1")
                    .contains("by='security." + DOMAIN + "'");
            other.send("<iq type='set' id='m' to='" + room + "'><query xmlns='urn:xmpp:mam:2'/></iq>");
            Element archived = until(other, "urn:xmpp:mam:2");
            while (!archived.toString().contains("fin ")) {
                assertThat(archived.toString()).doesNotContain("free-tickets");
                archived = other.receive();
            }
        }
    }

    @Test
    void nobodyElseTakesAwayWhatWasSaidInARoom() {
        try (TestServer server = server(Policy.DEFAULT, 1)) {
            TestDevice me = signIn(server, 1).getFirst();
            me.send("<presence to='hall@rooms." + DOMAIN
                    + "/me'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
            until(me, "201");
            me.send("<iq type='set' id='r' to='hall@rooms." + DOMAIN
                    + "'><recall xmlns='urn:wardroom:guard:0' id='a' from='p0@" + DOMAIN + "'/></iq>");
            assertThat(until(me, "id='r'").toString()).contains("forbidden");
        }
    }

    @Test
    void changedPolicyIsTriedOnWhatHasPassed() {
        Policy lax = Policy.DEFAULT.with(WormRules.DEFAULT.with(Mode.OFF));
        try (TestServer server = server(lax, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            for (int to = 1; to <= 5; to++) {
                send(devices.getFirst(), to, "w" + to, "Look at this: " + LINK);
                devices.get(to).receive();
            }
            assertThat(String.join("\n", server.guard().simulate(Policy.DEFAULT, Duration.ofDays(1))))
                    .contains("5 acts", "would ask: 1", "worm-fan-out\tp0@", "link:free-tickets.example")
                    .doesNotContain("Look");
            assertThat(server.guard().simulate(lax, Duration.ofDays(1)))
                    .contains("nothing of it would have been stopped");
        }
    }

    @Test
    void heldMessageDoesNotGoOnOnceItsLinkIsBlocked() {
        LeakRule cards = new LeakRule("cards", Mode.ENFORCE, Action.CONFIRM, Scope.EVERYWHERE, new Cards(), 1);
        Policy policy = Policy.DEFAULT.with(new LeakRules(List.of(cards), Map.of()));
        try (TestServer server = server(policy, 2)) {
            TestDevice me = signIn(server, 2).getFirst();
            send(me, 1, "a", "Pay with 4111 1111 1111 1111 at " + LINK);
            assertThat(me.receive().toString()).contains("answer: yes");
            server.guard().worms().block(Artefact.parse("link:free-tickets.example"));
            answer(me, "yes");
            assertThat(me.receive().toString() + me.receive())
                    .contains("turned out to be dangerous")
                    .contains("One message is not sent");
        }
    }

    @Test
    void observedWormIsWrittenDownAndNotStopped() {
        Policy observing = Policy.DEFAULT.with(WormRules.DEFAULT.with(Mode.OBSERVE));
        try (TestServer server = server(observing, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            for (int to = 1; to <= 5; to++) {
                send(devices.getFirst(), to, "w" + to, LINK);
                assertThat(devices.get(to).receive().toString()).contains("free-tickets");
            }
            server.store().commit(List.of()).join();
            assertThat(server.guard().chronicle().newest(10)).isNotEmpty().allMatch(found -> !found.enforced());
        }
    }

    @Test
    void whoWritesToADecoyIsConfined() {
        Policy policy = Policy.DEFAULT.with(new DecoyRules(Set.of(TestServer.jid("p5")), true, true));
        try (TestServer server = server(policy, 7)) {
            List<TestDevice> devices = signIn(server, 7);
            send(devices.getFirst(), 5, "a", "Hi there");
            String heard =
                    devices.getFirst().receive().toString() + devices.getFirst().receive();
            assertThat(heard)
                    .contains("policy-violation")
                    .contains("in quarantine")
                    .doesNotContain("decoy");
            assertThat(server.guard().quarantines().of(TestServer.jid("p0"), Instant.now()))
                    .isNotNull();
        }
    }

    @Test
    void heldMessageSurvivesACrashAndIsAskedAboutAgain() {
        TestServer server = server(Policy.DEFAULT, 7);
        List<TestDevice> devices = signIn(server, 7);
        TestDevice me = devices.getFirst();
        for (int to = 1; to <= 4; to++) {
            send(me, to, "w" + to, "Look at this: " + LINK + to);
        }
        me.receive();
        server.store().commit(List.of()).join();
        try (TestServer next = server.crashAndRestart()) {
            TestDevice again = next.signIn("p0", "desk");
            TestDevice fourth = next.signIn("p4", "desk");
            fourth.send("<presence/>");
            fourth.receive();
            again.send("<presence/>");
            String question = again.receive().toString();
            while (!question.contains("as digits:")) {
                question = again.receive().toString();
            }
            String latest = question;
            for (Element more : again.roundTrip()) {
                latest = more.toString().contains("as digits:") ? more.toString() : latest;
            }
            answer(again, digits(latest));
            assertThat(fourth.receive().toString()).contains("Look at this");
        }
    }
}
