// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.messages;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The language of a stream is that of its stanzas (RFC 6120 §8.1.5).
class LanguageTest {

    private TestServer server;
    private TestStream romeo;
    private TestDevice juliet;

    @BeforeEach
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT).withUsers("romeo", "juliet");
        juliet = server.signIn("juliet", "balcony");
        romeo = TestStream.connect(server.startTls());
        romeo.secure(TestServer.DOMAIN);
        TestDevice.authenticate(romeo, TestServer.DOMAIN, "romeo", "romeo-secret");
        romeo.open(TestServer.DOMAIN, "xml:lang='it'");
        romeo.receive();
        romeo.send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
        romeo.receive();
    }

    @AfterEach
    void stop() {
        romeo.close();
        juliet.close();
        server.close();
    }

    private Element arriving(String attributes) {
        romeo.send("<message to='" + juliet.jid() + "' type='chat' " + attributes + "><body>O</body></message>");
        return juliet.receive();
    }

    @Test
    void messageWithoutLanguageGetsThatOfItsStream() {
        assertThat(arriving("").attribute("xml:lang")).isEqualTo("it");
    }

    @Test
    void messageWithLanguageKeepsIt() {
        assertThat(arriving("xml:lang='en'").attribute("xml:lang")).isEqualTo("en");
    }
}
