// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a room keeps, whom it lets in when there are many, and what it does to the server.
class RoomLifeTest {

    private static final String ROOM = "coven@rooms." + TestServer.DOMAIN;
    private static final String CLIENT = "jabber:client";
    private static final BareJid ADDRESS = BareJid.of(new Localpart("coven"), new Domain("rooms." + TestServer.DOMAIN));

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()))
                .withUsers("romeo", "juliet");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestDevice inRoom(String user, String resource) {
        TestDevice device = server.signIn(user, resource);
        device.send("<presence to='" + ROOM + '/' + user + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        awaitSubject(device);
        return device;
    }

    /// It comes last; everything before it is given out.
    private static List<Element> awaitSubject(TestDevice device) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> device.receive())
                .takeWhile(element -> !element.has(CLIENT, "subject"))
                .toList();
    }

    private TestDevice creator(String... options) {
        TestDevice romeo = inRoom("romeo", "orchard");
        configure(romeo, options);
        return romeo;
    }

    private static void configure(TestDevice owner, String... options) {
        StringBuilder fields = new StringBuilder(
                "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>");
        for (String option : options) {
            int at = option.indexOf('=');
            fields.append("<field var='muc#roomconfig_")
                    .append(option, 0, at)
                    .append("'><value>")
                    .append(option.substring(at + 1))
                    .append("</value></field>");
        }
        owner.send("<iq type='set' id='config' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
                + fields
                + "</x></query></iq>");
        await(owner, "config");
    }

    private static Element await(TestDevice device, String id) {
        Element element = device.receive();
        while (!id.equals(element.attribute("id"))) {
            element = device.receive();
        }
        return element;
    }

    private static void say(TestDevice device, String text) {
        device.send(
                "<message type='groupchat' id='" + text + "' to='" + ROOM + "'><body>" + text + "</body></message>");
        assertThat(await(device, text).attribute("type")).isEqualTo("groupchat");
    }

    @Test
    void whatARoomIsOutlivesACrash() {
        TestDevice romeo = creator("roomname=Cave", "moderatedroom=1");
        romeo.send("<message type='groupchat' id='s' to='" + ROOM + "'><subject>Cauldrons</subject></message>");
        await(romeo, "s");
        say(romeo, "one");
        romeo.send("<iq type='set' id='member' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='member' jid='"
                + TestServer.jid("juliet") + "'/></query></iq>");
        await(romeo, "member");
        server = server.crashAndRestart();
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence to='" + ROOM + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        Element self = juliet.receive();
        Element item = self.child(Muc.USER, "x").child(Muc.USER, "item");
        assertThat(item.attribute("affiliation")).isEqualTo("member");
        assertThat(item.attribute("role")).isEqualTo("participant");
        assertThat(juliet.receive().child(CLIENT, "body").text()).isEqualTo("one");
        assertThat(juliet.receive().child(CLIENT, "subject").text()).isEqualTo("Cauldrons");
    }

    @Test
    void messageThatIsAcknowledgedIsInTheArchiveAfterACrash() {
        TestDevice romeo = creator();
        romeo.send("<enable xmlns='urn:xmpp:sm:3'/>");
        assertThat(romeo.receive().name()).isEqualTo("enabled");
        romeo.send("<message type='groupchat' id='kept' to='" + ROOM + "'><body>kept</body></message>");
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        Element answer = romeo.receive();
        while (!(answer.name().equals("a") && "1".equals(answer.attribute("h")))) {
            if (answer.name().equals("r")) {
                romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
            }
            answer = romeo.receive();
        }
        server = server.crashAndRestart();
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence to='" + ROOM + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        assertThat(awaitSubject(juliet)).anyMatch(element -> "kept".equals(element.attribute("id")));
    }

    /// What is sent right behind the first presence waits until there is a room, and is not called handled before.
    @Test
    void messageThatWaitedForTheRoomIsOnDiskWhenItIsAcknowledged() {
        TestDevice romeo = server.signIn("romeo", "orchard");
        // Who may come back is not out of the room when the connection ends: a room that is not persistent would go.
        romeo.send("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
        assertThat(romeo.receive().name()).isEqualTo("enabled");
        romeo.send("<presence to='" + ROOM + "/romeo'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        romeo.send("<message type='groupchat' id='kept' to='" + ROOM + "'><body>kept</body></message>");
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        Element answer = romeo.receive();
        while (!(answer.name().equals("a") && "2".equals(answer.attribute("h")))) {
            if (answer.name().equals("a")) {
                romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
            }
            answer = romeo.receive();
        }
        server = server.crashAndRestart();
        assertThat(server.store()
                        .messages()
                        .search(ADDRESS, MessageLog.Query.ALL, false, 10)
                        .entries())
                .extracting(MessageLog.Entry::id)
                .containsExactly("kept");
    }

    @Test
    void hatsAreWornAfterACrash() {
        TestDevice romeo = creator();
        hat(romeo, "create", "<field var='hats#title'><value>Witch</value></field>");
        hat(romeo, "assign", "<field var='hats#jid'><value>" + TestServer.jid("juliet") + "</value></field>");
        server = server.crashAndRestart();
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence to='" + ROOM + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        assertThat(juliet.receive().find(Hat.NS, "hats").orElseThrow().child(Hat.NS, "hat"))
                .isEqualTo(new Hat("urn:witch", "Witch", null).toElement());
    }

    private static void hat(TestDevice device, String command, String field) {
        device.send("<iq type='set' id='" + command + "' to='" + ROOM
                + "'><command xmlns='http://jabber.org/protocol/commands' node='urn:xmpp:hats:commands:" + command
                + "'><x xmlns='jabber:x:data' type='submit'><field var='hats#uri'><value>urn:witch</value></field>"
                + field + "</x></command></iq>");
        assertThat(await(device, command).attribute("type")).isEqualTo("result");
    }

    @Test
    void occupantIdsOutliveARestart() {
        TestDevice romeo = creator();
        say(romeo, "one");
        server = server.restart();
        TestDevice juliet = server.signIn("juliet", "balcony");
        juliet.send("<presence to='" + ROOM + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        Element old = awaitSubject(juliet).getLast();
        TestDevice again = inRoom("romeo", "orchard");
        say(again, "two");
        Element fresh = await(juliet, "two");
        assertThat(fresh.child(Muc.OCCUPANT_ID, "occupant-id").attribute("id"))
                .isEqualTo(old.child(Muc.OCCUPANT_ID, "occupant-id").attribute("id"));
    }

    @Test
    void nobodySignsInAsARoom() {
        creator();
        assertThat(server.store().accounts().credentials(ADDRESS))
                .hasValueSatisfying(room -> assertThat(room.keys()).isEmpty());
    }

    @Test
    void oneOccupantHasABoundOfDevices() {
        creator();
        for (int i = 0; i < 20; i++) {
            inRoom("juliet", "device" + i);
        }
        TestDevice last = server.signIn("juliet", "last");
        last.send("<presence to='" + ROOM + "/juliet'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        Element refusal = last.receive();
        assertThat(refusal.attribute("type")).isEqualTo("error");
        assertThat(refusal.child(CLIENT, "error").has("urn:ietf:params:xml:ns:xmpp-stanzas", "resource-constraint"))
                .isTrue();
    }

    @Test
    void thousandsOfJoinsAndLeavesEndInOrder() {
        TestDevice romeo = creator();
        TestDevice juliet = server.signIn("juliet", "balcony");
        for (int i = 0; i < 1_000; i++) {
            juliet.send("<presence to='" + ROOM
                    + "/juliet'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
            juliet.send("<presence type='unavailable' to='" + ROOM + "/juliet'/>");
        }
        juliet.roundTrip();
        say(romeo, "still here");
        romeo.send("<iq type='get' id='who' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
        assertThat(await(romeo, "who").firstElement().elements()).hasSize(1);
    }

    @Test
    void roomUnderLegalHoldIsNotDestroyed() {
        TestDevice romeo = creator();
        server.store().commit(List.of(new Change.SetHold(ADDRESS, true))).join();
        String destroy = "<iq type='set' id='%s' to='" + ROOM
                + "'><query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query></iq>";
        romeo.send(destroy.formatted("d1"));
        assertThat(await(romeo, "d1").attribute("type")).isEqualTo("error");
        say(romeo, "still here");
        server.store().commit(List.of(new Change.SetHold(ADDRESS, false))).join();
        romeo.send(destroy.formatted("d2"));
        assertThat(await(romeo, "d2").attribute("type")).isEqualTo("result");
        assertThat(server.store().accounts().find(ADDRESS)).isEmpty();
    }

    @Test
    void listsOfAffiliationsAreBounded() {
        TestDevice romeo = creator();
        StringBuilder items = new StringBuilder();
        IntStream.range(0, 501).forEach(i -> items.append("<item affiliation='member' jid='m" + i + "@x.example'/>"));
        romeo.send("<iq type='set' id='many' to='" + ROOM + "'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                + items + "</query></iq>");
        assertThat(await(romeo, "many").attribute("type")).isEqualTo("error");
    }
}
