// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was acknowledged as published is there after a crash, whichever way it was acknowledged.
class DurabilityTest {

    private static final String SM = "urn:xmpp:sm:3";
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("juliet");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void publish(TestDevice device, int number) {
        device.send("<iq type='set' id='p" + number + "'><pubsub xmlns='" + PUBSUB
                + "'><publish node='urn:x'><item id='i" + number + "'><e xmlns='urn:x' n='" + number
                + "'/></item></publish><publish-options><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>" + PUBSUB + "#publish-options</value></field>"
                + "<field var='pubsub#max_items'><value>max</value></field></x></publish-options></pubsub></iq>");
    }

    private int items() {
        TestDevice device = server.signIn("juliet", "reader");
        device.send("<iq type='get' id='g'><pubsub xmlns='" + PUBSUB + "'><items node='urn:x'/></pubsub></iq>");
        Element answer = device.receive();
        Element pubsub = answer.child(PUBSUB, "pubsub");
        Element items = pubsub == null ? null : pubsub.child(PUBSUB, "items");
        return items == null ? 0 : (int) items.elements().count();
    }

    @Test
    void publicationThatWasAnsweredIsThereAfterACrash() {
        TestDevice juliet = server.signIn("juliet", "balcony");
        for (int i = 1; i <= 20; i++) {
            publish(juliet, i);
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(juliet.receive().attribute("id")).isEqualTo("p" + i);
        }
        server = server.crashAndRestart();
        assertThat(items()).isEqualTo(20);
    }

    /// XEP-0198 §4: what is counted is done.
    @Test
    void publicationThatWasCountedIsThereAfterACrash() {
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<enable xmlns='" + SM + "'/>");
        juliet.receive();
        for (int i = 1; i <= 20; i++) {
            publish(juliet, i);
            juliet.send("<r xmlns='" + SM + "'/>");
        }
        int counted = 0;
        for (int acknowledgements = 0; acknowledgements < 5; ) {
            Element element = juliet.receive();
            if (element.is(SM, "a")) {
                acknowledgements++;
                counted = Integer.parseInt(element.attribute("h", "0"));
            }
        }
        server = server.crashAndRestart();
        assertThat(items()).isGreaterThanOrEqualTo(counted);
    }

    @Test
    void nodesAreAsTheyWereAfterARestart() {
        TestDevice juliet = server.signIn("juliet", "balcony");
        publish(juliet, 1);
        juliet.receive();
        server = server.restart();
        juliet = server.signIn("juliet", "balcony");
        publish(juliet, 2);
        assertThat(juliet.receive().attribute("type")).isEqualTo("result");
        assertThat(items()).isEqualTo(2);
    }
}
