// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.Kernel;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a request wants to read cannot be read: the store under these tests gives nothing.
class LostReadTest {

    private static final String NS = "urn:wardroom:test:read";

    /// Answers with what is stored.
    private static final class Stored implements Feature {
        @Override
        public List<Specification> specifications() {
            return List.of();
        }

        @Override
        public void install(Hooks hooks) {
            hooks.account(NS, "documents", Stored::documents).account(NS, "log", Stored::log);
        }

        private static void documents(AccountContext account, Element query) {
            account.read(NS, kept -> account.reply(null));
        }

        private static void log(AccountContext account, Element query) {
            account.readLog(log -> log.lastBeyond(account.owner(), 1, 1), number -> account.reply(null));
        }
    }

    private final Kernel.Client phone = new Kernel(new Stored()).signInForOnce("romeo@capulet.example/phone");

    private void ask(String what) {
        phone.send("<iq type='get' id='r1'><" + what + " xmlns='" + NS + "'/></iq>");
    }

    @Test
    void requestForDocumentsIsAnsweredWithAnError() {
        ask("documents");
        assertThat(phone.received())
                .singleElement()
                .asString()
                .contains("id='r1'", "type='error'", "resource-constraint");
    }

    @Test
    void requestForMessagesIsAnsweredWithAnError() {
        ask("log");
        assertThat(phone.received())
                .singleElement()
                .asString()
                .contains("id='r1'", "type='error'", "resource-constraint");
    }

    @Test
    void connectionGoesOn() {
        ask("documents");
        assertThat(phone.connection().isClosed()).isFalse();
    }
}
