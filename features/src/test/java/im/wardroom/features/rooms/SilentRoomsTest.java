// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ten thousand rooms that nobody is in are rows of the database, and nothing in memory, also after somebody looked at
/// all of them.
@Tag("slow")
@Timeout(180)
class SilentRoomsTest {

    private static final int ROOMS = 10_000;
    private static final int AT_ONCE = 500;

    private static BareJid room(int number) {
        return BareJid.of(new Localpart("room" + number), new Domain("rooms." + TestServer.DOMAIN));
    }

    private static void makeRooms(TestServer server) {
        byte[] config = "<x xmlns='jabber:x:data' type='submit'/>".getBytes(StandardCharsets.UTF_8);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            changes.add(new Change.CreateAccount(room(i), Role.SERVICE, Instant.EPOCH, List.of()));
            changes.add(new Change.PutDocument(room(i), Room.NS, Room.CONFIG, config));
        }
        server.store().commit(changes).join();
    }

    @Test
    void roomsThatNobodyIsInAreNotInMemory() {
        try (TestServer server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("romeo")) {
            makeRooms(server);
            TestDevice romeo = server.signIn("romeo", "orchard");
            int before = server.server().status().accounts();
            for (int i = 0; i < ROOMS; i += AT_ONCE) {
                for (int j = i; j < i + AT_ONCE; j++) {
                    romeo.send("<iq type='get' id='" + j + "' to='" + room(j)
                            + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
                }
                for (int j = 0; j < AT_ONCE; j++) {
                    assertThat(romeo.receive().attribute("type")).isEqualTo("result");
                }
            }
            assertThat(server.server().status().accounts()).isGreaterThan(before);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() ->
                            assertThat(server.server().status().accounts()).isLessThanOrEqualTo(before));
            romeo.leave();
        }
    }
}
