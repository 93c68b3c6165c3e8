// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A payload means the same when it arrives, live or late, however strangely it was written.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassThroughTest {

    private TestServer server;
    private TestDevice romeo;

    @BeforeAll
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT).withUsers("romeo", "juliet");
        romeo = server.signIn("romeo", "orchard");
    }

    @AfterAll
    void stop() {
        romeo.leave();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<openpgp xmlns='urn:xmpp:openpgp:0'>BASE64+/==\n  BASE64\n</openpgp>",
                "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='27'><keys jid='j@x'><key rid='3'>b+/=</key></keys>"
                        + "</header><payload>cGF5</payload></encrypted>",
                "<o:encrypted xmlns:o='eu.siacs.conversations.axolotl'><o:header sid='1'><o:key rid='2' "
                        + "prekey='true'>Aa</o:key><o:iv>i</o:iv></o:header><o:payload>p</o:payload></o:encrypted>",
                "<a:a xmlns:a='urn:a' xmlns:b='urn:b' b:x='1' x='2'><b:b/><a:a xmlns:a='urn:other'/></a:a>",
                "<e xmlns='urn:e'>&lt;&amp;&gt;&quot;&apos;&#x41;&#65;&#x1F339;</e>",
                "<e xmlns='urn:e'><![CDATA[<not>&amp;markup;]]></e>",
                "<e xmlns='urn:e' v='&quot;&apos;&lt;&#10;&#9;x'>\n\t two  words \n</e>",
                "<e xmlns='urn:e' xml:lang='de' xml:space='preserve'>  ä漢🌹  </e>",
                "<e xmlns='urn:e'><f xmlns=''><g/></f></e>",
                "<e xmlns=\"urn:e\"\n  v = \"it's\" ><f  /></e >"
            })
    void payloadMeansTheSameLiveAndLate(String payload) {
        Element sent = parse(payload);
        String message = "<message to='" + TestServer.jid("juliet") + "' type='chat'>" + payload
                + "<store xmlns='urn:xmpp:hints'/></message>";
        romeo.send(message);
        assertThat(romeo.roundTrip()).isEmpty();
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence/>");
        juliet.receive();
        assertThat(juliet.receive().firstElement()).as("late").isEqualTo(sent);
        romeo.send(message);
        assertThat(juliet.receive().firstElement()).as("live").isEqualTo(sent);
        juliet.roundTrip();
        juliet.leave();
    }

    private static Element parse(String payload) {
        StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
        byte[] bytes = ("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><message>"
                        + payload + "</message>")
                .getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
        parser.next();
        if (parser.next() instanceof StreamEvent.Received(Element message) && message.firstElement() != null) {
            return message.firstElement();
        }
        throw new AssertionError("not complete: " + payload);
    }
}
