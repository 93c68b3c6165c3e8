// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6120 §4 and §5: opening, securing and closing a stream.
class StreamOpeningTest extends StreamTest {

    private TestStream clear() {
        return TestStream.connect(server.startTls());
    }

    @Test
    void clearStreamOffersNothingButStartTls() {
        try (TestStream stream = clear()) {
            Element features = stream.features(DOMAIN);
            assertThat(features.elements().map(Element::name)).containsExactly("starttls");
            assertThat(features.firstElement().has(Namespaces.TLS, "required")).isTrue();
        }
    }

    @Test
    void serverNamesItselfTheVersionAndAFreshId() {
        try (TestStream one = clear();
                TestStream other = clear()) {
            Element header = one.open(DOMAIN);
            assertThat(header.attribute("from")).isEqualTo(DOMAIN);
            assertThat(header.attribute("version")).isEqualTo("1.0");
            assertThat(header.attribute("xml:lang")).isEqualTo("en");
            assertThat(header.attribute("id")).isNotEqualTo(other.open(DOMAIN).attribute("id"));
        }
    }

    @Test
    void secondDomainIsServedToo() {
        try (TestStream stream = clear()) {
            stream.secure("montague.example");
            assertThat(stream.open("montague.example").attribute("from")).isEqualTo("montague.example");
        }
    }

    @Test
    void securedStreamOffersSaslAndSasl2WithChannelBinding() {
        try (TestStream stream = secured()) {
            Element features = stream.features(DOMAIN);
            assertThat(features.child(Namespaces.SASL, "mechanisms").elements().map(Element::text))
                    .containsExactly(
                            "SCRAM-SHA-512-PLUS",
                            "SCRAM-SHA-256-PLUS",
                            "SCRAM-SHA-1-PLUS",
                            "SCRAM-SHA-512",
                            "SCRAM-SHA-256",
                            "SCRAM-SHA-1");
            assertThat(features.child("urn:xmpp:sasl-cb:0", "sasl-channel-binding")
                            .elements()
                            .map(e -> e.attribute("type")))
                    .containsExactly("tls-exporter", "tls-server-end-point");
            assertThat(features.has("urn:xmpp:sasl:2", "authentication")).isTrue();
            assertThat(features.has(Namespaces.BIND, "bind")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to='nowhere.example' version='1.0' | host-unknown",
                "version='1.0' | improper-addressing",
                "to='not a domain' version='1.0' | improper-addressing",
                "to='capulet.example' | unsupported-version",
                "to='capulet.example' version='0.9' | unsupported-version",
                "to='capulet.example' version='one' | unsupported-version",
            })
    void badHeaderIsAnsweredWithItsErrorAfterTheServersOwn(String attributes, String condition) {
        try (TestStream stream = clear()) {
            stream.send(header(attributes));
            assertThat(stream.next()).isInstanceOf(StreamEvent.Opened.class);
            assertEndsWith(stream, condition);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' to='capulet.example' version='1.0'> | invalid-namespace",
                "<stream:stream xmlns='jabber:client' xmlns:stream='urn:other' to='capulet.example' version='1.0'> | invalid-namespace",
                "<stream:start xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='capulet.example' version='1.0'> | bad-format",
                "<stream:stream xmlns='jabber:client' to='capulet.example' version='1.0'> | bad-namespace-prefix",
                "<!DOCTYPE stream><stream> | restricted-xml",
                "GET / HTTP/1.1 | not-well-formed",
                "<?xml version='1.0' encoding='UTF-16'?><a> | unsupported-encoding",
            })
    void whatIsNoStreamIsRefused(String opening, String condition) {
        try (TestStream stream = clear()) {
            stream.send(opening + "\r\n\r\n");
            assertThat(stream.next()).isInstanceOf(StreamEvent.Opened.class);
            assertEndsWith(stream, condition);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>",
                "<message to='juliet@capulet.example'><body>hi</body></message>",
                "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-1'/>",
            })
    void nothingIsPossibleInClear(String element) {
        try (TestStream stream = clear()) {
            stream.features(DOMAIN);
            stream.send(element);
            assertEndsWith(stream, "policy-violation");
        }
    }

    @Test
    void whatFollowsStartTlsInClearIsNotTakenForEncrypted() {
        try (TestStream stream = clear()) {
            stream.features(DOMAIN);
            stream.send("<starttls xmlns='" + Namespaces.TLS + "'/>"
                    + header("to='capulet.example' version='1.0'")
                    + "<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-1'>x</auth>");
            StreamEvent event = stream.next();
            if (event instanceof StreamEvent.Received(Element proceed)) {
                assertThat(proceed.name()).isEqualTo("proceed");
                event = stream.next();
            }
            assertThat(event).isInstanceOf(StreamEvent.Closed.class);
        }
    }

    @Test
    void stanzaOfAStrangerIsNotAuthorized() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<message to='juliet@capulet.example'><body>hi</body></message>");
            assertEndsWith(stream, "not-authorized");
        }
    }

    @Test
    void unknownElementIsRefused() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<launch xmlns='urn:example:rockets'/>");
            assertEndsWith(stream, "unsupported-stanza-type");
        }
    }

    @Test
    void secondHeaderWithoutRestartIsRefused() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<stream:stream to='capulet.example' version='1.0'/>");
            assertEndsWith(stream, "unsupported-stanza-type");
        }
    }

    @Test
    void strangersStanzaIsLimitedBeforeItIsComplete() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("<iq type='set' id='1'><x xmlns='urn:example'>" + "a".repeat(20_000));
            Element error = assertEndsWith(stream, "policy-violation");
            assertThat(error.has("urn:xmpp:errors", "stanza-too-big")).isTrue();
        }
    }

    @Test
    void closingTagIsAnswered() {
        try (TestStream stream = secured()) {
            stream.features(DOMAIN);
            stream.send("</stream:stream>");
            assertThat(stream.next()).isInstanceOf(StreamEvent.Closed.class);
        }
    }

    @Test
    void headerByteByByteIsAHeader() {
        try (TestStream stream = secured()) {
            for (char c : header("to='capulet.example' version='1.0'").toCharArray()) {
                stream.send(String.valueOf(c));
            }
            assertThat(stream.next()).isInstanceOf(StreamEvent.Opened.class);
        }
    }
}
