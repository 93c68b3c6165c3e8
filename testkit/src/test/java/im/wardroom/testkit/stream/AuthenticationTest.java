// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6120 §6: classic SASL.
class AuthenticationTest extends StreamTest {

    @Override
    TestServer.Settings configure(TestServer.Settings settings) {
        // Wrong passwords are tried all the time here; what they cost has tests of its own.
        return settings.withoutLockout();
    }

    private static Element auth(TestStream stream, String mechanism, ScramClient scram) {
        stream.send("<auth xmlns='" + Namespaces.SASL + "' mechanism='" + mechanism + "'>" + scram.first() + "</auth>");
        return stream.receive();
    }

    private static Element respond(TestStream stream, String text) {
        stream.send("<response xmlns='" + Namespaces.SASL + "'>" + text + "</response>");
        return stream.receive();
    }

    private static void assertFailure(Element element, String condition) {
        assertThat(element.is(Namespaces.SASL, "failure"))
                .as(element.toString())
                .isTrue();
        assertThat(element.firstElement().name()).isEqualTo(condition);
    }

    private static void assertSuccess(TestStream stream, String mechanism, ScramClient scram) {
        Element challenge = auth(stream, mechanism, scram);
        assertThat(challenge.name()).as(challenge.toString()).isEqualTo("challenge");
        Element success = respond(stream, scram.answer(challenge.text()));
        assertThat(success.name()).as(success.toString()).isEqualTo("success");
        assertThat(scram.isProof(success.text())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramProvesBothSides(String mechanism) {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            assertSuccess(stream, mechanism, new ScramClient(mechanism, "romeo", "romeo-secret", null, new byte[0]));
            assertThat(stream.features(DOMAIN).has(Namespaces.BIND, "bind")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS"})
    void scramIsBoundToTheChannelByExportedKeys(String mechanism) {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            assertSuccess(
                    stream,
                    mechanism,
                    new ScramClient(mechanism, "romeo", "romeo-secret", "tls-exporter", stream.exported()));
        }
    }

    @Test
    void anotherChannelsBindingIsRefused() {
        try (TestStream stream = secured();
                TestStream other = secured()) {
            stream.features(DOMAIN);
            ScramClient scram =
                    new ScramClient("SCRAM-SHA-256-PLUS", "romeo", "romeo-secret", "tls-exporter", other.exported());
            Element challenge = auth(stream, "SCRAM-SHA-256-PLUS", scram);
            assertFailure(respond(stream, scram.answer(challenge.text())), "not-authorized");
        }
    }

    @Test
    void unknownUserAndWrongPasswordAreAnsweredAlike() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            for (String user : List.of("romeo", "nobody")) {
                ScramClient scram = new ScramClient("SCRAM-SHA-256", user, "wrong", null, new byte[0]);
                Element challenge = auth(stream, "SCRAM-SHA-256", scram);
                assertThat(challenge.name()).isEqualTo("challenge");
                assertThat(new String(Base64.getDecoder().decode(challenge.text()), StandardCharsets.UTF_8))
                        .matches("r=[^,]+,s=[A-Za-z0-9+/=]{24},i=100,h=[A-Za-z0-9+/=]+");
                Element failure = respond(stream, scram.answer(challenge.text()));
                assertThat(failure)
                        .isEqualTo(Element.of(Namespaces.SASL, "failure")
                                .with(Element.of(Namespaces.SASL, "not-authorized")));
            }
        }
    }

    @Test
    void unknownUserHasTheSameSaltEachTime() {
        List<String> salts = List.of("a", "b").stream()
                .map(ignored -> {
                    try (TestStream stream = secured()) {
                        stream.features(DOMAIN);
                        ScramClient scram = new ScramClient("SCRAM-SHA-256", "nobody", "x", null, new byte[0]);
                        String challenge = auth(stream, "SCRAM-SHA-256", scram).text();
                        String text = new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8);
                        return text.split(",", -1)[1];
                    }
                })
                .toList();
        assertThat(salts.get(0)).startsWith("s=").isEqualTo(salts.get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth> | invalid-mechanism",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='scram-sha-1'>eA==</auth> | invalid-mechanism",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>eA==</auth> | invalid-mechanism",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>*?*</auth> | incorrect-encoding",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>eA==</auth> | malformed-request",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>=</auth> | malformed-request",
                "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>eA==</response> | malformed-request",
                "<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/> | aborted",
            })
    void abuseIsAnsweredWithItsCondition(String element, String condition) {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send(element);
            assertFailure(stream.receive(), condition);
        }
    }

    @Test
    void clientMayWaitForAnEmptyChallenge() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'/>");
            Element empty = stream.receive();
            assertThat(empty.name()).isEqualTo("challenge");
            assertThat(empty.text()).isEmpty();
            ScramClient scram = new ScramClient("SCRAM-SHA-256", "romeo", "romeo-secret", null, new byte[0]);
            Element challenge = respond(stream, scram.first());
            assertThat(respond(stream, scram.answer(challenge.text())).name()).isEqualTo("success");
        }
    }

    @Test
    void fiveFailuresEndTheStream() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            for (int i = 0; i < 5; i++) {
                stream.send("<abort xmlns='" + Namespaces.SASL + "'/>");
                assertFailure(stream.receive(), "aborted");
            }
            assertEndsWith(stream, "policy-violation");
        }
    }

    @Test
    void disabledAccountIsToldSoOnlyWithTheRightPassword() {
        server.createUser("tybalt", "tybalt-secret");
        server.store()
                .commit(List.of(new Change.SetEnabled(TestServer.jid("tybalt"), false)))
                .join();
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            ScramClient wrong = new ScramClient("SCRAM-SHA-256", "tybalt", "wrong", null, new byte[0]);
            assertFailure(
                    respond(
                            stream,
                            wrong.answer(auth(stream, "SCRAM-SHA-256", wrong).text())),
                    "not-authorized");
            ScramClient right = new ScramClient("SCRAM-SHA-256", "tybalt", "tybalt-secret", null, new byte[0]);
            assertFailure(
                    respond(
                            stream,
                            right.answer(auth(stream, "SCRAM-SHA-256", right).text())),
                    "account-disabled");
        }
    }

    @Test
    void resourceIsGivenByTheServerWhereNoneIsWanted() {
        try (TestStream stream = secured()) {
            TestDevice.authenticate(stream, DOMAIN, "romeo", "romeo-secret");
            stream.features(DOMAIN);
            stream.send("<iq type='set' id='b'><bind xmlns='" + Namespaces.BIND + "'/></iq>");
            Element bind = stream.receive().child(Namespaces.BIND, "bind");
            assertThat(bind.firstElement().text()).matches("romeo@capulet\\.example/[A-Za-z0-9_-]{12}");
        }
    }

    @Test
    void stanzaBeforeBindingIsNotAuthorized() {
        try (TestStream stream = secured()) {
            TestDevice.authenticate(stream, DOMAIN, "romeo", "romeo-secret");
            stream.features(DOMAIN);
            stream.send("<presence/>");
            assertEndsWith(stream, "not-authorized");
        }
    }

    @Test
    void domainCannotChangeAfterSigningIn() {
        try (TestStream stream = secured()) {
            TestDevice.authenticate(stream, DOMAIN, "romeo", "romeo-secret");
            stream.open("montague.example");
            assertEndsWith(stream, "host-unknown");
        }
    }

    @Test
    void sameResourceAgainEndsTheEarlierSession() {
        TestDevice first = server.signIn("romeo", "orchard");
        TestDevice second = server.signIn("romeo", "orchard");
        assertEndsWith(first.stream(), "conflict");
        assertThat(second.jid()).isEqualTo("romeo@capulet.example/orchard");
        second.leave();
    }

    @Test
    void senderCannotSpeakInAnothersName() {
        TestDevice device = server.signIn("romeo", "liar");
        device.send("<message from='juliet@capulet.example' to='romeo@capulet.example'><body>I die</body></message>");
        assertEndsWith(device.stream(), "invalid-from");
    }
}
