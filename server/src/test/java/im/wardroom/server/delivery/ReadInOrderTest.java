// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HeldStore;
import im.wardroom.server.Kernel;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Change;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A request that reads before it writes is acknowledged no earlier than one that does not, and keeps its place.
class ReadInOrderTest {

    private static final String NS = "urn:x";

    /// Reads, and then keeps what it was told to.
    private static final class ReadThenKeep implements Feature {

        @Override
        public List<Specification> specifications() {
            return List.of();
        }

        @Override
        public void install(Hooks hooks) {
            hooks.account(NS, "keep", ReadThenKeep::keep);
        }

        private static void keep(AccountContext account, Element request) {
            account.read(ports -> true, done -> {
                account.put(NS, request.attribute("key", ""), new byte[0]);
                account.reply(null);
            });
        }
    }

    private final Kernel kernel = new Kernel(new ReadThenKeep());
    private final HeldStore store = kernel.store();
    private final Kernel.Client romeo = kernel.signIn("romeo@capulet.example/orchard");

    private void keep(String key) {
        romeo.send("<iq type='set' id='" + key + "'><keep xmlns='" + NS + "' key='" + key + "'/></iq>");
    }

    private List<String> keptKeys() {
        return store.kept().stream()
                .filter(Change.PutDocument.class::isInstance)
                .map(change -> ((Change.PutDocument) change).key())
                .toList();
    }

    @Test
    void stanzaIsNotedAsDoneWithWhatItsReadLedTo() {
        keep("one");
        assertThat(store.waiting(Change.PutDocument.class).changes()).hasAtLeastOneElementOfType(Change.Handled.class);
        assertThat(romeo.received()).isEmpty();
    }

    @Test
    void stanzaIsCountedWhenThatIsKept() {
        keep("one");
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        assertThat(romeo.received()).noneMatch(xml -> xml.contains("h='1'"));
        store.keepAll();
        kernel.settle();
        romeo.send("<r xmlns='urn:xmpp:sm:3'/>");
        store.keepAll();
        kernel.settle();
        assertThat(romeo.received()).anyMatch(xml -> xml.contains("id='one'")).anyMatch(xml -> xml.contains("h='1'"));
    }

    @Test
    void requestsAreDoneInTheirOrder() {
        keep("one");
        keep("two");
        keep("three");
        // Each reads when the one before is on disk.
        for (int i = 0; i < 3; i++) {
            store.keepAll();
            kernel.settle();
        }
        assertThat(keptKeys()).containsExactly("one", "two", "three");
    }

    @Test
    void whatWasNotKeptIsNeitherAnsweredNorCounted() {
        keep("one");
        keep("two");
        store.waiting(Change.PutDocument.class).lose();
        kernel.settle();
        assertThat(romeo.received()).noneMatch(xml -> xml.contains("id='two'") || xml.contains("h='2'"));
    }
}
