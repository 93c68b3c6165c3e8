// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Policy;
import im.wardroom.guard.leak.Action;
import im.wardroom.guard.leak.Cards;
import im.wardroom.guard.leak.LeakRule;
import im.wardroom.guard.leak.LeakRules;
import im.wardroom.guard.leak.Positions;
import im.wardroom.guard.leak.Recogniser;
import im.wardroom.guard.leak.Scope;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What must not leave, on a running server.
class LeakTest {

    private static final String CARD = "4111 1111 1111 1111";

    private static void with(Recogniser recogniser, Action action, BiConsumer<TestDevice, TestDevice> deeds) {
        LeakRule rule = new LeakRule("rule", Mode.ENFORCE, action, Scope.EVERYWHERE, recogniser, 1);
        Policy policy = Policy.DEFAULT.with(new LeakRules(List.of(rule), Map.of()));
        try (TestServer server = TestServer.start(
                        Features.all(Features.Settings.DEFAULT, Clock.systemUTC()),
                        settings -> settings.guardedBy(() -> policy))
                .withUsers("romeo", "juliet")) {
            TestDevice juliet = server.signIn("juliet", "balcony");
            juliet.send("<presence/>");
            juliet.receive();
            TestDevice romeo = server.signIn("romeo", "orchard");
            romeo.send("<presence/>");
            romeo.receive();
            deeds.accept(romeo, juliet);
        }
    }

    private static void say(TestDevice romeo, String text) {
        romeo.send("<message type='chat' id='m' to='" + TestServer.jid("juliet") + "'><body>" + text
                + "</body></message>");
    }

    private static void answer(TestDevice romeo, String text) {
        romeo.send("<message type='chat' to='security." + TestServer.DOMAIN + "'><body>" + text + "</body></message>");
    }

    @Test
    void whoConfirmsSendsItAllTheSame() {
        with(new Cards(), Action.CONFIRM, (romeo, juliet) -> {
            say(romeo, "Take my card: " + CARD);
            assertThat(romeo.receive().toString())
                    .contains("To send it all the same, answer: yes")
                    .doesNotContain("4111");
            answer(romeo, "yes");
            assertThat(romeo.receive().toString()).contains("on the way");
            assertThat(juliet.receive().toString()).contains(CARD);
        });
    }

    @Test
    void whoThinksBetterOfItSendsNothing() {
        with(new Cards(), Action.CONFIRM, (romeo, juliet) -> {
            say(romeo, "Take my card: " + CARD);
            romeo.receive();
            answer(romeo, "no");
            assertThat(romeo.receive().toString() + romeo.receive())
                    .contains("policy-violation")
                    .contains("not sent");
            say(romeo, "Never mind, order 4111 1111 1111 1112 is fine");
            assertThat(juliet.receive().toString()).contains("Never mind");
        });
    }

    @Test
    void redactedTextArrivesWithoutWhatMustNotLeave() {
        with(new Cards(), Action.REDACT, (romeo, juliet) -> {
            say(romeo, "Take my card: " + CARD + ", please");
            assertThat(juliet.receive().toString())
                    .contains("Take my card")
                    .contains("please")
                    .doesNotContain("1111");
        });
    }

    @Test
    void positionOfTheShipIsRefused() {
        with(new Positions(), Action.REFUSE, (romeo, juliet) -> {
            say(romeo, "We are at 54°19.3'N 010°08.1'E now");
            assertThat(romeo.receive().toString()).contains("policy-violation");
            say(romeo, "We met at 10:08 and drank 2.5 l, version 1.54.19");
            assertThat(juliet.receive().toString()).contains("We met");
        });
    }
}
