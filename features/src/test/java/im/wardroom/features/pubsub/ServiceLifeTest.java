// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people published to a service is there after a crash.
@Timeout(60)
class ServiceLifeTest {

    private static final String SERVICE = "pubsub." + TestServer.DOMAIN;

    private static Element ask(TestDevice device, String type, String id, String pubsub) {
        device.send("<iq type='" + type + "' id='" + id + "' to='" + SERVICE + "'>" + pubsub + "</iq>");
        while (true) {
            Element received = device.receive();
            if (id.equals(received.attribute("id"))) {
                return received;
            }
        }
    }

    @Test
    void nodesAndItemsOutliveACrash() {
        String ns = "xmlns='http://jabber.org/protocol/pubsub'";
        TestServer server = AllFeatures.start(RegistrationRules.DEFAULT).withUsers("romeo", "juliet");
        TestDevice romeo = server.signIn("romeo", "orchard");
        assertThat(ask(romeo, "set", "1", "<pubsub " + ns + "><create node='n'/></pubsub>")
                        .attribute("type"))
                .isEqualTo("result");
        assertThat(ask(
                                romeo,
                                "set",
                                "2",
                                "<pubsub " + ns
                                        + "><publish node='n'><item id='i'><a xmlns='urn:a'/></item></publish></pubsub>")
                        .attribute("type"))
                .isEqualTo("result");
        server = server.crashAndRestart();
        try {
            TestDevice juliet = server.signIn("juliet", "balcony");
            assertThat(ask(juliet, "get", "3", "<pubsub " + ns + "><items node='n'/></pubsub>")
                            .toString())
                    .contains("id='i'");
            juliet.leave();
        } finally {
            server.close();
        }
    }
}
