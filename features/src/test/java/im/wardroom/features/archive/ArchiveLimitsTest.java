// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.Features;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whatever is asked for, it costs a page.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchiveLimitsTest {

    private static final String MAM = "urn:xmpp:mam:2";
    private static final String RSM = "http://jabber.org/protocol/rsm";
    private static final BareJid PEER = BareJid.parse("romeo@capulet.example");
    private static final int MANY = 10_200;

    private TestServer server;
    private TestDevice juliet;

    @BeforeAll
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT, Features.Settings.DEFAULT, unchanged -> unchanged)
                .withUsers("juliet");
        BareJid owner = TestServer.jid("juliet");
        byte[] stanza = "<message type='chat'><body>O</body></message>".getBytes(StandardCharsets.UTF_8);
        List<Change> changes = new ArrayList<>();
        LongStream.rangeClosed(1, MANY)
                .mapToObj(seq -> new MessageLog.Entry(
                        seq, Instant.EPOCH.plusSeconds(seq), MessageLog.Direction.SENT, true, PEER, "m" + seq, stanza))
                .forEach(entry -> changes.add(new Change.AppendMessage(owner, entry)));
        server.store().commit(changes).join();
        juliet = server.signIn("juliet", "balcony");
    }

    @AfterAll
    void stop() {
        juliet.close();
        server.close();
    }

    private void ask(String id, String content) {
        juliet.send("<iq type='set' id='" + id + "'><query xmlns='" + MAM + "'>" + content + "</query></iq>");
    }

    private static String max(String max) {
        return "<set xmlns='" + RSM + "'><max>" + max + "</max></set>";
    }

    /// Everything up to the answer, which is the last.
    private List<Element> answer() {
        List<Element> came = new ArrayList<>();
        do {
            came.add(juliet.receive());
        } while (!came.getLast().name().equals("iq"));
        return came;
    }

    @Test
    void pageHasABoundHoweverMuchIsAskedFor() {
        ask("q1", max("1000000"));
        List<Element> page = answer();
        assertThat(page).hasSize(MessageArchive.MAX_PAGE + 1);
        Element fin = page.getLast().find(MAM, "fin").orElseThrow();
        assertThat(fin.attribute("complete")).isNull();
        assertThat(fin.find(RSM, "set").orElseThrow().has(RSM, "last")).isTrue();
    }

    @Test
    void whoNamesNoSizeGetsAPageOfTheSameBound() {
        ask("q1", "");
        assertThat(answer()).hasSize(MessageArchive.MAX_PAGE + 1);
    }

    @Test
    void nobodyCountsWithoutEnd() {
        ask("q1", max("0"));
        Element set = answer().getLast()
                .find(MAM, "fin")
                .orElseThrow()
                .find(RSM, "set")
                .orElseThrow();
        assertThat(set.find(RSM, "count").orElseThrow().text()).isEqualTo(Integer.toString(Lookup.MAX_COUNT));
    }

    @Test
    void sizeThatIsNoNumberIsABadRequest() {
        ask("q1", max("all"));
        Element error = answer().getLast();
        assertThat(error.attribute("type")).isEqualTo("error");
        assertThat(error.toString()).contains("<bad-request");
    }

    @Test
    void queriesThatPileUpAreToldToWaitAndTheOthersAreAnswered() {
        int queries = 60;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < queries; i++) {
            all.append("<iq type='set' id='p")
                    .append(i)
                    .append("'><query xmlns='" + MAM + "'>" + max("250"))
                    .append("</query></iq>");
        }
        juliet.send(all.toString());
        int answered = 0;
        int refused = 0;
        while (answered + refused < queries) {
            Element last = answer().getLast();
            if (last.toString().contains("<resource-constraint")) {
                refused++;
            } else {
                assertThat(last.attribute("type")).isEqualTo("result");
                answered++;
            }
        }
        assertThat(answered).isGreaterThanOrEqualTo(MessageArchive.MAX_UNDER_WAY);
        ask("after", max("1"));
        assertThat(answer()).hasSize(2);
    }

    /// Walks through the whole archive, as a new device does.
    @Test
    void allPagesTogetherAreTheArchive() {
        int found = 0;
        String after = "";
        boolean complete = false;
        while (!complete) {
            ask("q1", "<set xmlns='" + RSM + "'><max>250</max>" + after + "</set>");
            List<Element> page = answer();
            found += page.size() - 1;
            Element fin = page.getLast().find(MAM, "fin").orElseThrow();
            complete = "true".equals(fin.attribute("complete"));
            Element last = fin.find(RSM, "set").orElseThrow().find(RSM, "last").orElseThrow();
            after = "<after>" + last.text() + "</after>";
        }
        assertThat(found).isEqualTo(MANY);
    }
}
