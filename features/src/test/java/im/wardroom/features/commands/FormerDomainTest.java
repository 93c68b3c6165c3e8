// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.commands;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.testkit.TestComponent;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A domain that had accounts, and was given to a component: the accounts are still in the store.
class FormerDomainTest {

    private static final BareJid ADMINISTRATOR = BareJid.parse("escalus@echo." + TestServer.DOMAIN);
    private static final String ADMIN = "http://jabber.org/protocol/admin#disable-user";

    private TestServer server;

    @BeforeEach
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT);
        server.store()
                .commit(List.of(new Change.CreateAccount(ADMINISTRATOR, Role.ADMINISTRATOR, Instant.EPOCH, List.of())))
                .join();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String answer(TestComponent component, String type, String payload) {
        component.send("<iq type='" + type + "' id='1' from='" + ADMINISTRATOR + "/x' to='" + TestServer.DOMAIN + "'>"
                + payload + "</iq>");
        return component.receive().toString();
    }

    @Test
    void componentIsNoAdministratorThere() {
        try (TestComponent echo = server.connect("echo")) {
            assertThat(answer(
                            echo, "set", "<command xmlns='http://jabber.org/protocol/commands' node='" + ADMIN + "'/>"))
                    .contains("forbidden")
                    .doesNotContain("sessionid");
            assertThat(answer(
                            echo, "get", "<query xmlns='http://jabber.org/protocol/disco#info' node='" + ADMIN + "'/>"))
                    .contains("forbidden");
            assertThat(answer(
                            echo,
                            "get",
                            "<query xmlns='http://jabber.org/protocol/disco#items'"
                                    + " node='http://jabber.org/protocol/commands'/>"))
                    .contains("result")
                    .doesNotContain("<item");
        }
    }
}
