// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.guard.Policy;
import im.wardroom.guard.quarantine.QuarantineRules;
import im.wardroom.guard.quarantine.Quarantines.Release;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Quarantine, as an account in it and those around it see it.
class QuarantineTest {

    private static final String REASON = "worm-unanswered";

    private static TestServer server(Policy policy) {
        TestServer server = TestServer.start(
                        Features.all(Features.Settings.DEFAULT, Clock.systemUTC()),
                        settings -> settings.guardedBy(() -> policy))
                .withUsers("romeo", "juliet", "nurse");
        server.createAdministrator("prince", "prince-secret");
        return server;
    }

    private static void confine(TestServer server, String name) {
        server.guard().quarantines().begin(TestServer.jid(name), Instant.now(), REASON, "REF", "It sent worms.");
    }

    /// A way by which something could leave an account.
    private record Way(String name, String stanza, boolean passes) {}

    private static Way way(String name, boolean passes, String stanza) {
        return new Way(name, stanza.replace("{juliet}", TestServer.jid("juliet").toString()), passes);
    }

    private static Way request(String name, boolean passes, String type, String to, String payload) {
        String address = to.isEmpty() ? "" : " to='" + to + "'";
        return way(name, passes, "<iq type='" + type + "' id='q'" + address + ">" + payload + "</iq>");
    }

    private static final String DOMAIN = TestServer.DOMAIN;
    private static final String ROOM = "hall@rooms." + DOMAIN;

    private static final List<Way> WAYS = List.of(
            request("read the roster", true, "get", "", "<query xmlns='jabber:iq:roster'/>"),
            request("read the own archive", true, "set", "", "<query xmlns='urn:xmpp:mam:2'/>"),
            request("read the archive of a room", true, "set", ROOM, "<query xmlns='urn:xmpp:mam:2'/>"),
            request("read the own notes", true, "get", "", "<query xmlns='jabber:iq:private'><a xmlns='b'/></query>"),
            request("turn on copies of messages", true, "set", "", "<enable xmlns='urn:xmpp:carbons:2'/>"),
            request(
                    "ask what the server can do",
                    true,
                    "get",
                    DOMAIN,
                    "<query xmlns='http://jabber.org/protocol/disco#info'/>"),
            request("ping the server", true, "get", DOMAIN, "<ping xmlns='urn:xmpp:ping'/>"),
            way(
                    "message to the security desk",
                    true,
                    "<message id='q' type='chat' to='security." + DOMAIN + "'><body>Help!</body></message>"),
            way("message to a contact", false, "<message id='q' type='chat' to='{juliet}'><body>Hi</body></message>"),
            way(
                    "headline to a contact",
                    false,
                    "<message id='q' type='headline' to='{juliet}'><body>Hi</body></message>"),
            way(
                    "chat state to a contact",
                    false,
                    "<message id='q' type='chat' to='{juliet}'><active xmlns='http://jabber.org/protocol/chatstates'/></message>"),
            way(
                    "message to the own account",
                    false,
                    "<message id='q' type='chat' to='romeo@" + DOMAIN + "'><body>Hi</body></message>"),
            way(
                    "message to a room",
                    false,
                    "<message id='q' type='groupchat' to='" + ROOM + "'><body>Hi</body></message>"),
            way(
                    "private message in a room",
                    false,
                    "<message id='q' type='chat' to='" + ROOM + "/juliet'><body>Hi</body></message>"),
            way(
                    "invitation to a room",
                    false,
                    "<message id='q' to='" + ROOM
                            + "'><x xmlns='http://jabber.org/protocol/muc#user'><invite to='{juliet}'/></x></message>"),
            way(
                    "message to a component",
                    false,
                    "<message id='q' type='chat' to='echo." + DOMAIN + "'><body>Hi</body></message>"),
            way(
                    "message to another server",
                    false,
                    "<message id='q' type='chat' to='tybalt@elsewhere.example'><body>Hi</body></message>"),
            way("presence to a contact", false, "<presence id='q' to='{juliet}'><status>Hi</status></presence>"),
            way(
                    "enter a room",
                    false,
                    "<presence id='q' to='" + ROOM + "/romeo'><x xmlns='http://jabber.org/protocol/muc'/></presence>"),
            way("ask for a contact's presence", false, "<presence id='q' type='subscribe' to='{juliet}'/>"),
            request(
                    "change the roster",
                    false,
                    "set",
                    "",
                    "<query xmlns='jabber:iq:roster'><item jid='{juliet}' name='Hi'/></query>"),
            request(
                    "publish an avatar or anything else",
                    false,
                    "set",
                    "",
                    "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='a'><item/></publish></pubsub>"),
            request(
                    "publish to a service",
                    false,
                    "set",
                    "pubsub." + DOMAIN,
                    "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create/></pubsub>"),
            request("change the vCard", false, "set", "", "<vCard xmlns='vcard-temp'/>"),
            request("keep notes", false, "set", "", "<query xmlns='jabber:iq:private'><a xmlns='b'/></query>"),
            request(
                    "ask for a slot to upload to",
                    false,
                    "get",
                    "upload." + DOMAIN,
                    "<request xmlns='urn:xmpp:http:upload:0' filename='a.txt' size='1'/>"),
            request(
                    "request to a contact's device",
                    false,
                    "get",
                    "{juliet}/balcony",
                    "<query xmlns='jabber:iq:version'/>"),
            request("request to a contact's account", false, "get", "{juliet}", "<vCard xmlns='vcard-temp'/>"),
            request(
                    "offer a file (Jingle)",
                    false,
                    "set",
                    "{juliet}/balcony",
                    "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='a'/>"),
            request(
                    "open an in-band bytestream",
                    false,
                    "set",
                    "{juliet}/balcony",
                    "<open xmlns='http://jabber.org/protocol/ibb' sid='a' block-size='4096'/>"),
            request(
                    "offer a SOCKS5 bytestream",
                    false,
                    "set",
                    "{juliet}/balcony",
                    "<query xmlns='http://jabber.org/protocol/bytestreams' sid='a'/>"),
            request(
                    "carry out a command of the server",
                    false,
                    "set",
                    DOMAIN,
                    "<command xmlns='http://jabber.org/protocol/commands' node='a'/>"),
            request(
                    "change the password",
                    false,
                    "set",
                    DOMAIN,
                    "<query xmlns='jabber:iq:register'><username>romeo</username><password>x</password></query>"),
            request("configure a room", false, "set", ROOM, "<query xmlns='http://jabber.org/protocol/muc#owner'/>"),
            request("search the directory", false, "set", "directory." + DOMAIN, "<query xmlns='jabber:iq:search'/>"),
            request(
                    "block somebody",
                    false,
                    "set",
                    "",
                    "<block xmlns='urn:xmpp:blocking'><item jid='{juliet}'/></block>"));

    @Test
    void nothingPassesOnAnyWayButReadingAndTheSecurityDesk() throws IOException {
        List<String> rows = new ArrayList<>();
        try (TestServer server = server(Policy.DEFAULT)) {
            TestDevice romeo = server.signIn("romeo", "orchard");
            romeo.send("<presence/>");
            romeo.receive();
            confine(server, "romeo");
            assertThat(romeo.receive().toString()).contains("in quarantine");
            for (Way way : WAYS) {
                romeo.send(way.stanza()
                        .replace("{juliet}", TestServer.jid("juliet").toString()));
                romeo.send("<iq type='get' id='end'><ping xmlns='urn:xmpp:ping'/></iq>");
                boolean refused = false;
                Element answer = romeo.receive();
                while (!"end".equals(answer.attribute("id"))) {
                    refused |= answer.toString().contains("policy-violation");
                    answer = romeo.receive();
                }
                assertThat(refused).as(way.name()).isEqualTo(!way.passes());
                rows.add("| " + way.name() + " | " + (refused ? "refused" : "passes") + " |");
            }
        }
        Path page = Path.of("..", "docs", "quarantine.md");
        String text = Files.readString(page);
        String before = text.substring(0, text.indexOf("| way |"));
        String table = "| way | |\n| --- | --- |\n" + String.join("\n", rows) + '\n';
        if (Boolean.getBoolean("wardroom.write-lists")) {
            Files.writeString(page, before + table);
        } else {
            assertThat(text).endsWith(table);
        }
    }

    @Test
    void contactsDoNotSeeTheStatusOfAnAccountInQuarantine() {
        try (TestServer server = server(Policy.DEFAULT)) {
            server.server()
                    .befriend(TestServer.jid("romeo"), TestServer.jid("juliet"))
                    .join();
            TestDevice juliet = server.signIn("juliet", "balcony");
            juliet.send("<presence/>");
            juliet.receive();
            TestDevice romeo = server.signIn("romeo", "orchard");
            confine(server, "romeo");
            romeo.send(
                    "<presence><show>away</show><status>http://evil.example</status><priority>3</priority></presence>");
            Element seen = juliet.receive();
            assertThat(seen.toString())
                    .contains("romeo@")
                    .doesNotContain("evil")
                    .doesNotContain("away");
        }
    }

    @Test
    void officersHearOfItAndTalkWithWhoeverIsInIt() {
        try (TestServer server = server(Policy.DEFAULT)) {
            server.guard().refreshOfficers();
            TestDevice prince = server.signIn("prince", "palace");
            prince.send("<presence/>");
            prince.receive();
            TestDevice romeo = server.signIn("romeo", "orchard");
            romeo.send("<presence/>");
            romeo.receive();
            confine(server, "romeo");
            assertThat(romeo.receive().toString()).contains("It sent worms.").contains("REF");
            assertThat(prince.receive().toString()).contains("romeo@" + DOMAIN + " is in quarantine");
            romeo.send("<message type='chat' to='security." + DOMAIN + "'><body>It was not me</body></message>");
            assertThat(romeo.receive().toString()).contains("officers have your message");
            Element heard = prince.receive();
            assertThat(heard.attribute("from")).isEqualTo("romeo@security." + DOMAIN);
            assertThat(heard.toString()).contains("It was not me");
            prince.send("<message type='chat' to='romeo@security." + DOMAIN + "'><body>We look at it</body></message>");
            Element answer = romeo.receive();
            assertThat(answer.attribute("from")).isEqualTo("security." + DOMAIN);
            assertThat(answer.toString()).contains("We look at it");
        }
    }

    @Test
    void nobodyElseSpeaksInTheNameOfTheDesk() {
        try (TestServer server = server(Policy.DEFAULT)) {
            TestDevice nurse = server.signIn("nurse", "house");
            nurse.send("<message type='chat' to='romeo@security." + DOMAIN
                    + "'><body>Give me your password</body></message>");
            assertThat(nurse.receive().toString()).contains("forbidden");
        }
    }

    @Test
    void quarantineSurvivesARestartAndASignIn() {
        TestServer server = server(Policy.DEFAULT);
        confine(server, "romeo");
        server.store().commit(List.of()).join();
        try (TestServer next = server.crashAndRestart()) {
            TestDevice romeo = next.signIn("romeo", "orchard");
            romeo.send("<message type='chat' to='" + TestServer.jid("juliet") + "'><body>Hi</body></message>");
            assertThat(romeo.receive().toString()).contains("policy-violation").contains("in quarantine");
            assertThat(next.guard().quarantines().release(TestServer.jid("romeo"), "prince", Instant.now()))
                    .isEqualTo(Release.DONE);
            TestDevice juliet = next.signIn("juliet", "balcony");
            juliet.send("<presence/>");
            juliet.receive();
            romeo.send("<message type='chat' to='" + TestServer.jid("juliet") + "'><body>Hi again</body></message>");
            assertThat(juliet.receive().toString()).contains("Hi again");
        }
    }

    @Test
    void releaseTakesAsManyOfficersAsThePolicySays() {
        Policy two = Policy.DEFAULT.with(new QuarantineRules(2, Duration.ZERO));
        try (TestServer server = server(two)) {
            confine(server, "romeo");
            var quarantines = server.guard().quarantines();
            Instant now = Instant.now();
            assertThat(quarantines.release(TestServer.jid("romeo"), "prince", now))
                    .isEqualTo(Release.ANOTHER_NEEDED);
            assertThat(quarantines.release(TestServer.jid("romeo"), "prince", now))
                    .isEqualTo(Release.ANOTHER_NEEDED);
            assertThat(quarantines.release(TestServer.jid("romeo"), "nurse", now))
                    .isEqualTo(Release.DONE);
            assertThat(quarantines.release(TestServer.jid("romeo"), "nurse", now))
                    .isEqualTo(Release.NOT_CONFINED);
        }
    }
}
