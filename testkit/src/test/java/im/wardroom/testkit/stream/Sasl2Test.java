// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// SASL2 (XEP-0388) with Bind 2 (XEP-0386), FAST (XEP-0484) and inline resumption (XEP-0198 §5.1).
class Sasl2Test extends StreamTest {

    private static final String NS = "urn:xmpp:sasl:2";
    private static final String FAST = "urn:xmpp:fast:0";
    private static final String SM = "urn:xmpp:sm:3";
    private static final String AGENT = "<user-agent id='d4565fa7-4d72-4749-b3d3-740edbf87770'>"
            + "<software>AwesomeXMPP</software><device>Kiva's Phone</device></user-agent>";

    /// Signs in with SCRAM and gives the success element.
    private Element signIn(TestStream stream, String inline) {
        stream.features(DOMAIN);
        ScramClient scram =
                new ScramClient("SCRAM-SHA-256-PLUS", "romeo", "romeo-secret", "tls-exporter", stream.exported());
        stream.send("<authenticate xmlns='" + NS + "' mechanism='SCRAM-SHA-256-PLUS'><initial-response>" + scram.first()
                + "</initial-response>" + AGENT + inline + "</authenticate>");
        Element challenge = stream.receive();
        assertThat(challenge.is(NS, "challenge")).as(challenge.toString()).isTrue();
        stream.send("<response xmlns='" + NS + "'>" + scram.answer(challenge.text()) + "</response>");
        Element success = stream.receive();
        assertThat(success.is(NS, "success")).as(success.toString()).isTrue();
        assertThat(scram.isProof(success.child(NS, "additional-data").text())).isTrue();
        return success;
    }

    private static String bind(String inside) {
        return "<bind xmlns='urn:xmpp:bind:0'><tag>AwesomeXMPP</tag>" + inside + "</bind>";
    }

    private static String identifier(Element success) {
        return success.child(NS, "authorization-identifier").text();
    }

    @Test
    void featureNamesMechanismsAndWhatCanBeDoneInline() {
        try (TestStream stream = secured()) {
            Element authentication = stream.features(DOMAIN).child(NS, "authentication");
            assertThat(authentication.elements(NS, "mechanism").map(Element::text))
                    .startsWith("SCRAM-SHA-512-PLUS");
            Element inline = authentication.child(NS, "inline");
            assertThat(inline.has("urn:xmpp:bind:0", "bind")).isTrue();
            assertThat(inline.has(SM, "sm")).isTrue();
            assertThat(inline.child(FAST, "fast").elements().map(Element::text))
                    .containsExactly("HT-SHA-256-EXPR", "HT-SHA-256-ENDP", "HT-SHA-256-NONE");
        }
    }

    @Test
    void withoutBindTheResourceIsBoundOnTheSameStream() {
        try (TestStream stream = secured()) {
            assertThat(identifier(signIn(stream, ""))).isEqualTo("romeo@capulet.example");
            assertThat(stream.receive().has(Namespaces.BIND, "bind")).isTrue();
            stream.send(
                    "<iq type='set' id='b'><bind xmlns='" + Namespaces.BIND + "'><resource>r</resource></bind></iq>");
            assertThat(stream.receive().attribute("type")).isEqualTo("result");
        }
    }

    @Test
    void bindGivesAResourceWithTheTagThatStaysTheSameForTheUserAgent() {
        try (TestStream stream = secured();
                TestStream again = secured()) {
            Element success = signIn(stream, bind(""));
            assertThat(success.has("urn:xmpp:bind:0", "bound")).isTrue();
            assertThat(identifier(success)).startsWith("romeo@capulet.example/AwesomeXMPP.");
            assertThat(identifier(signIn(again, bind("")))).isEqualTo(identifier(success));
        }
    }

    @Test
    void streamManagementIsEnabledInline() {
        try (TestStream stream = secured()) {
            Element bound = signIn(stream, bind("<enable xmlns='urn:xmpp:sm:3' resume='true'/>"))
                    .child("urn:xmpp:bind:0", "bound");
            assertThat(bound.child(SM, "enabled").attribute("resume")).isEqualTo("true");
            assertThat(bound.child(SM, "enabled").attribute("id")).isNotEmpty();
        }
    }

    @Test
    void lostSessionIsResumedInlineAndGetsWhatItMissed() {
        TestDevice juliet = server.signIn("juliet", "balcony");
        String previous;
        String address;
        try (TestStream stream = secured()) {
            Element success = signIn(stream, bind("<enable xmlns='urn:xmpp:sm:3' resume='true'/>"));
            previous = success.child("urn:xmpp:bind:0", "bound")
                    .child(SM, "enabled")
                    .attribute("id");
            address = identifier(success);
        }
        juliet.send("<message to='" + address + "' type='chat'><body>wherefore?</body></message>");
        juliet.send("<iq type='get' id='x' to='" + DOMAIN + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.receive();
        try (TestStream stream = secured()) {
            Element success =
                    signIn(stream, "<resume xmlns='urn:xmpp:sm:3' previd='" + previous + "' h='0'/>" + bind(""));
            assertThat(success.child(SM, "resumed").attribute("h")).isEqualTo("0");
            assertThat(success.has("urn:xmpp:bind:0", "bound")).isFalse();
            assertThat(stream.receive().is(Namespaces.STREAM, "features")).isTrue();
            assertThat(stream.receive()
                            .find("jabber:client", "body")
                            .orElseThrow()
                            .text())
                    .isEqualTo("wherefore?");
        }
        juliet.leave();
    }

    @Test
    void sessionThatCannotBeResumedIsFollowedByBinding() {
        try (TestStream stream = secured()) {
            Element success = signIn(stream, "<resume xmlns='urn:xmpp:sm:3' previd='none' h='0'/>" + bind(""));
            assertThat(success.child(SM, "failed").has(Namespaces.STANZA_ERRORS, "item-not-found"))
                    .isTrue();
            assertThat(success.has("urn:xmpp:bind:0", "bound")).isTrue();
        }
    }

    // ---- XEP-0484

    private Element requestToken() {
        try (TestStream stream = secured()) {
            Element success =
                    signIn(stream, bind("") + "<request-token xmlns='" + FAST + "' mechanism='HT-SHA-256-EXPR'/>");
            Element token = success.child(FAST, "token");
            assertThat(Instant.parse(token.attribute("expiry"))).isAfter(Instant.now());
            return token;
        }
    }

    private static byte[] proof(String token, String role, byte[] binding) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(role.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(binding);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Element fast(TestStream stream, String token, String attributes) {
        stream.features(DOMAIN);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes("romeo\0".getBytes(StandardCharsets.UTF_8));
        message.writeBytes(proof(token, "Initiator", stream.exported()));
        stream.send("<authenticate xmlns='" + NS + "' mechanism='HT-SHA-256-EXPR'><initial-response>"
                + Base64.getEncoder().encodeToString(message.toByteArray()) + "</initial-response>" + AGENT
                + "<fast xmlns='" + FAST + "' " + attributes + "/>" + bind("") + "</authenticate>");
        return stream.receive();
    }

    @Test
    void tokenSignsInAtOnceAndTheServerProvesThatItHasIt() {
        String token = requestToken().attribute("token");
        try (TestStream stream = secured()) {
            Element success = fast(stream, token, "");
            assertThat(success.is(NS, "success")).as(success.toString()).isTrue();
            assertThat(Base64.getDecoder()
                            .decode(success.child(NS, "additional-data").text()))
                    .isEqualTo(proof(token, "Responder", stream.exported()));
        }
    }

    @Test
    void replayedCounterIsRefused() {
        String token = requestToken().attribute("token");
        try (TestStream stream = secured();
                TestStream again = secured();
                TestStream next = secured()) {
            assertThat(fast(stream, token, "count='7'").name()).isEqualTo("success");
            assertThat(fast(again, token, "count='7'").name()).isEqualTo("failure");
            assertThat(fast(next, token, "count='8'").name()).isEqualTo("success");
        }
    }

    @Test
    void invalidatedTokenIsGone() {
        String token = requestToken().attribute("token");
        try (TestStream stream = secured();
                TestStream again = secured()) {
            assertThat(fast(stream, token, "invalidate='true'").name()).isEqualTo("success");
            Element failure = fast(again, token, "");
            assertThat(failure.has(Namespaces.SASL, "not-authorized"))
                    .as(failure.toString())
                    .isTrue();
        }
    }

    @Test
    void inventedTokenIsRefused() {
        try (TestStream stream = secured()) {
            assertThat(fast(stream, "invented", "").name()).isEqualTo("failure");
            assertThat(stream.poll(Duration.ofMillis(1))).isNull();
        }
    }

    @Test
    void abortEndsTheAttemptButNotTheStream() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<abort xmlns='" + NS + "'/>");
            assertThat(stream.receive().has(Namespaces.SASL, "aborted")).isTrue();
            stream.send("</stream:stream>");
            assertThat(stream.next()).isInstanceOf(StreamEvent.Closed.class);
        }
    }
}
