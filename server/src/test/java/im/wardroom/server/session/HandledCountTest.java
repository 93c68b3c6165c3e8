// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HeldStore;
import im.wardroom.server.Kernel;
import im.wardroom.server.NotedConnection;
import im.wardroom.store.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a client is told of how far the server is (XEP-0198 §4) never runs back, whenever the store keeps it.
class HandledCountTest {

    private static final String QUESTION = "<r xmlns='urn:xmpp:sm:3'/>";

    private final Kernel kernel = new Kernel();
    private final HeldStore store = kernel.store();
    private final Kernel.Client romeo = kernel.signIn("romeo@capulet.example/orchard");

    private static String answer(int h) {
        return "<a xmlns='urn:xmpp:sm:3' h='" + h + "'/>";
    }

    /// Nothing of it is kept, so that the count is ahead of the store.
    private void sendWhatLeavesNothing() {
        romeo.send("<message type='chat' to='juliet@capulet.example'/>");
    }

    /// It is noted together with what is kept.
    private void sendWhatIsKept() {
        romeo.send("<message type='chat' to='juliet@capulet.example'><body>psst</body></message>");
        keep(store.waiting(Change.Handled.class));
    }

    private HeldStore.Commit ask() {
        romeo.send(QUESTION);
        return store.waiting(Change.Confirm.class);
    }

    private void keep(HeldStore.Commit commit) {
        commit.keep();
        kernel.settle();
    }

    @Test
    void countIsToldWhenItIsKept() {
        sendWhatLeavesNothing();
        HeldStore.Commit count = ask();
        assertThat(romeo.received()).isEmpty();
        keep(count);
        assertThat(romeo.received()).containsExactly(answer(1));
    }

    @Test
    void countThatIsKeptEarlierIsNotToldEarlier() {
        sendWhatLeavesNothing();
        HeldStore.Commit first = ask();
        sendWhatLeavesNothing();
        HeldStore.Commit second = ask();
        keep(second);
        assertThat(romeo.received()).isEmpty();
        keep(first);
        assertThat(romeo.received()).containsExactly(answer(1), answer(2));
    }

    @Test
    void answersThatWaitForTheSameCommitAreToldInTheOrderOfTheQuestions() {
        sendWhatLeavesNothing();
        HeldStore.Commit count = ask();
        sendWhatIsKept();
        romeo.send(QUESTION);
        assertThat(romeo.received()).isEmpty();
        keep(count);
        assertThat(romeo.received()).containsExactly(answer(1), answer(2));
    }

    @Test
    void clientThatComesBackIsNotToldAnEarlierCountAfterwards() {
        sendWhatLeavesNothing();
        HeldStore.Commit count = ask();
        sendWhatIsKept();
        NotedConnection next = romeo.resume();
        assertThat(next.take()).isEmpty();
        keep(count);
        assertThat(next.take())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<resumed ")
                .contains("h='2'");
    }

    @Test
    void clientThatComesBackIsToldOfNothingThatIsNotKept() {
        sendWhatLeavesNothing();
        NotedConnection next = romeo.resume();
        assertThat(next.take()).isEmpty();
        keep(store.waiting(Change.Confirm.class));
        assertThat(next.take())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("<resumed ")
                .contains("h='1'");
    }

    @Test
    void serverThatStopsTellsTheCountBeforeItSaysGoodbye() {
        sendWhatLeavesNothing();
        var goodbye = romeo.session().shutDown();
        kernel.settle();
        assertThat(romeo.received()).isEmpty();
        keep(store.waiting(Change.Confirm.class));
        List<String> received = romeo.received();
        assertThat(received).hasSize(3).startsWith(answer(1)).endsWith("</stream:stream>");
        assertThat(goodbye).isCompleted();
    }

    /// What the client has is noted with the account's cursor: alone, it would make the account forget which messages
    /// those were, and send them again after a crash.
    @Test
    void countThatIsKeptSaysNothingOfWhatTheClientHas() {
        romeo.send("<iq type='get' id='i1' to='nobody@elsewhere.example'><ping xmlns='urn:xmpp:ping'/></iq>");
        store.keepAll();
        kernel.settle();
        assertThat(romeo.received()).hasSize(2).first().asString().startsWith("<iq ");
        romeo.send("<a xmlns='urn:xmpp:sm:3' h='1'/>");
        sendWhatLeavesNothing();
        assertThat(ask().changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Confirm.class,
                        confirm -> assertThat(confirm.acknowledged()).isZero());
    }

    @Test
    void countThatIsLostIsNotTold() {
        sendWhatLeavesNothing();
        HeldStore.Commit count = ask();
        sendWhatIsKept();
        romeo.send(QUESTION);
        count.lose();
        kernel.settle();
        assertThat(romeo.received())
                .noneMatch(element -> element.startsWith("<a "))
                .endsWith("</stream:stream>");
    }
}
