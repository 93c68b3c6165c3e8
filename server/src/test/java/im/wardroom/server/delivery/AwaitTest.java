// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HeldStore;
import im.wardroom.server.Kernel;
import im.wardroom.server.account.Command;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A request that waits for something outside of the account is under way until it is answered.
class AwaitTest {

    private static final String NS = "urn:x";
    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");

    private final List<CompletableFuture<String>> awaited = new ArrayList<>();

    /// Keeps what comes out, when it comes out.
    private final class Patient implements Feature {

        @Override
        public List<Specification> specifications() {
            return List.of();
        }

        @Override
        public void install(Hooks hooks) {
            hooks.account(NS, "wait", this::await);
        }

        private void await(AccountContext account, Element request) {
            CompletableFuture<String> result = new CompletableFuture<>();
            awaited.add(result);
            account.await(result, key -> {
                account.put(NS, key, new byte[0]);
                account.reply(null);
            });
        }
    }

    private final Kernel kernel = new Kernel(new Patient());
    private final HeldStore store = kernel.store();
    private final Kernel.Client romeo = kernel.signIn(ROMEO + "/orchard");

    private void ask(String id) {
        romeo.send("<iq type='set' id='" + id + "'><wait xmlns='" + NS + "'/></iq>");
    }

    private List<String> counts() {
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        store.keepAll();
        kernel.settle();
        return romeo.received();
    }

    private void answer(int index) {
        awaited.get(index).complete("key" + index);
        kernel.settle();
    }

    @Test
    void stanzaIsNotCountedWhileItWaits() {
        ask("one");
        assertThat(counts()).noneMatch(xml -> xml.contains("h='1'"));
    }

    @Test
    void stanzaIsCountedWhenWhatItLedToIsKept() {
        ask("one");
        answer(0);
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        assertThat(romeo.received()).noneMatch(xml -> xml.contains("h='1'") || xml.contains("id='one'"));
        store.keepAll();
        kernel.settle();
        assertThat(counts()).anyMatch(xml -> xml.contains("id='one'")).anyMatch(xml -> xml.contains("h='1'"));
    }

    @Test
    void nothingMoreIsReadFromWhoHasTooManyRequestsWaiting() {
        int most = SessionOptions.DEFAULT.maxUnhandled();
        for (int i = 0; i < most; i++) {
            assertThat(romeo.connection().isReading()).isTrue();
            ask("q" + i);
        }
        assertThat(romeo.connection().isReading()).isFalse();
        for (int i = 0; i < most; i++) {
            answer(i);
            store.keepAll();
            kernel.settle();
        }
        assertThat(romeo.connection().isReading()).isTrue();
    }

    @Test
    void whatIsLostIsNotCounted() {
        ask("one");
        answer(0);
        store.waiting(Change.PutDocument.class).lose();
        kernel.settle();
        assertThat(romeo.received()).noneMatch(xml -> xml.contains("id='one'") || xml.contains("h='1'"));
        assertThat(romeo.connection().isClosed()).isTrue();
    }

    @Test
    void answerThatComesWhenTheAccountIsGoneHarmsNobody() {
        ask("one");
        kernel.tell(ROMEO, new Command.Evict("", null));
        kernel.settle();
        store.keepAll();
        kernel.settle();
        answer(0);
        Kernel.Client again = kernel.signIn(ROMEO + "/orchard");
        again.send("<iq type='set' id='two'><wait xmlns='" + NS + "'/></iq>");
        answer(1);
        store.keepAll();
        kernel.settle();
        assertThat(again.received()).anyMatch(xml -> xml.contains("id='two'"));
    }
}
