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

/// How many rooms of a list become bookmarks of their own.
class BookmarkLimitsTest {

    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private TestServer server;
    private TestDevice juliet;

    @BeforeEach
    void start() {
        server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("juliet");
        juliet = server.signIn("juliet", "balcony");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void store(int rooms) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < rooms; i++) {
            list.append("<conference jid='room").append(i).append("@example.org'/>");
        }
        juliet.send("<iq type='set' id='s'><query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'>" + list
                + "</storage></query></iq>");
        assertThat(juliet.receive().attribute("type")).isEqualTo("result");
    }

    private long bookmarks() {
        juliet.send("<iq type='get' id='g'><pubsub xmlns='" + PUBSUB
                + "'><items node='urn:xmpp:bookmarks:1'/></pubsub></iq>");
        Element pubsub = juliet.receive().child(PUBSUB, "pubsub");
        Element items = pubsub == null ? null : pubsub.child(PUBSUB, "items");
        return items == null ? 0 : items.elements().count();
    }

    @Test
    void everyRoomOfAListBecomesABookmark() {
        store(BookmarkConversion.MAX_ROOMS);
        assertThat(bookmarks()).isEqualTo(BookmarkConversion.MAX_ROOMS);
        store(1);
        assertThat(bookmarks()).isEqualTo(1);
    }

    @Test
    void listOfTooManyRoomsIsKeptAndNotConverted() {
        store(BookmarkConversion.MAX_ROOMS + 1);
        assertThat(bookmarks()).isZero();
    }

    /// A list of many must not be cut down to what such a node keeps.
    @Test
    void nodeThatKeepsFewItemsIsLeftAlone() {
        juliet.send("<iq type='set' id='c'><pubsub xmlns='" + PUBSUB
                + "'><create node='urn:xmpp:bookmarks:1'/><configure><x xmlns='jabber:x:data' type='submit'>"
                + "<field var='FORM_TYPE'><value>" + PUBSUB + "#node_config</value></field>"
                + "<field var='pubsub#access_model'><value>whitelist</value></field></x></configure></pubsub></iq>");
        assertThat(juliet.receive().attribute("type")).isEqualTo("result");
        store(3);
        assertThat(bookmarks()).isZero();
    }
}
