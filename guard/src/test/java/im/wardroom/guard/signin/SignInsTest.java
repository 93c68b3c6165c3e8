// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInsTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");
    private static final String HOME = "198.51.100.7";
    private static final String ELSEWHERE = "203.0.113.9";

    private Instant now = Instant.parse("2027-01-04T10:00:00Z");
    private SignInRules rules = SignInRules.DEFAULT;
    private final List<String> told = new ArrayList<>();
    private final SignIns signIns = new SignIns(() -> rules, new Telling());

    @Test
    void theOwnerIsToldOfANewDeviceAndWhatToDo() {
        signIn(HOME, true, false, true);
        assertThat(told).isEmpty();
        signIn(HOME, false, false, false);
        assertThat(told).isEmpty();

        signIn(ELSEWHERE, true, true, false);

        assertThat(told)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(
                                "new device",
                                "(Gajim on thief)",
                                ELSEWHERE,
                                "2027-01-04T10:00:00Z",
                                "change your password"));
    }

    @Test
    void aNewPhoneOnTheTrainIsNoReasonToAskAnything() {
        atHome();
        signIn(ELSEWHERE, true, true, false);

        for (int i = 0; i < 9; i++) {
            assertThat(write(ELSEWHERE, "friend" + i)).isEqualTo(Verdict.PASS);
        }
        IntStream.range(0, 100)
                .forEach(i -> assertThat(write(ELSEWHERE, "juliet")).isEqualTo(Verdict.PASS));
    }

    @Test
    void writingToManyFromAKnownDeviceInAnotherNetworkIsNoTakeover() {
        atHome();
        signIn(ELSEWHERE, false, true, false);

        IntStream.range(0, 50)
                .forEach(i -> assertThat(write(ELSEWHERE, "friend" + i)).isEqualTo(Verdict.PASS));
    }

    @Test
    void aNewPlaceAndThenManyPeopleAtOnceIsATakeover() {
        atHome();
        now = now.plus(Duration.ofHours(2));
        signIn(ELSEWHERE, true, true, false);

        List<Verdict> verdicts = IntStream.range(0, 15)
                .mapToObj(i -> write(ELSEWHERE, "friend" + i))
                .toList();

        assertThat(verdicts.subList(0, 10)).containsOnly(Verdict.PASS);
        assertThat(verdicts.get(10)).isInstanceOfSatisfying(Verdict.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Verdict.Until.SENDER_IS_A_PERSON);
            assertThat(hold.finding().reason()).isEqualTo(Reason.TAKEOVER);
            assertThat(hold.finding().evidence().get("because of")).contains("new device", "many people");
        });
        signIns.provedToBeAPerson(ROMEO);
        assertThat(write(ELSEWHERE, "friend20")).isEqualTo(Verdict.PASS);
    }

    @Test
    void manyPeopleLongAfterTheSignInAreNone() {
        atHome();
        signIn(ELSEWHERE, true, true, false);
        now = now.plus(Duration.ofMinutes(30));

        IntStream.range(0, 50)
                .forEach(i -> assertThat(write(ELSEWHERE, "friend" + i)).isEqualTo(Verdict.PASS));
    }

    @Test
    void byPolicyATakeoverEndsInQuarantine() {
        rules = new SignInRules(
                Mode.ENFORCE, true, 5, 5, rules.remember(), rules.people(), rules.soon(), ZoneId.of("UTC"));
        atHome();
        signIn(ELSEWHERE, true, true, false);

        assertThat(IntStream.range(0, 15).mapToObj(i -> write(ELSEWHERE, "friend" + i)))
                .anyMatch(Verdict.Quarantine.class::isInstance);
    }

    @Test
    void twoPlacesAtOnceUnusualHoursAndManyNetworksCount() {
        for (int day = 0; day < 60; day++) {
            signIn(HOME, false, false, false);
            now = now.plus(Duration.ofDays(1));
        }
        write(HOME, "juliet");
        signIn(ELSEWHERE, true, true, false);
        assertThat(signIns.score(ROMEO, now)).isEqualTo(3);

        now = now.plus(Duration.ofHours(17));
        assertThat(signIns.score(ROMEO, now)).isZero();
        signIn(ELSEWHERE, true, true, false);
        assertThat(signIns.score(ROMEO, now)).isEqualTo(3);

        IntStream.range(0, 5).forEach(i -> signIn("192.0." + i + ".1", false, true, false));
        assertThat(signIns.score(ROMEO, now)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void whatCountsIsForgottenAfterAWhile() {
        atHome();
        signIn(ELSEWHERE, true, true, false);
        assertThat(signIns.score(ROMEO, now)).isPositive();

        assertThat(signIns.score(ROMEO, now.plus(Duration.ofHours(13)))).isZero();
    }

    private void atHome() {
        signIn(HOME, true, true, true);
        write(HOME, "juliet");
        now = now.plus(Duration.ofHours(1));
    }

    private void signIn(String address, boolean newDevice, boolean newNetwork, boolean first) {
        signIns.seen(
                new SignIn(ROMEO, now, InetAddress.ofLiteral(address), "Gajim on thief", newDevice, newNetwork, first));
    }

    private Verdict write(String address, String to) {
        Element element = Element.read(
                ("<message from='romeo@capulet.example/x' to='" + to
                                + "@capulet.example' type='chat'><body>look</body></message>")
                        .getBytes(StandardCharsets.UTF_8),
                Namespaces.CLIENT);
        return signIns.look(new Act(
                new Origin(Jid.parse("romeo@capulet.example/x"), Origin.Kind.ACCOUNT, InetAddress.ofLiteral(address)),
                Stanza.parse(element),
                now));
    }

    private final class Telling implements Measures {
        @Override
        public void quarantine(BareJid account, Finding finding) {}

        @Override
        public void recall(List<Copy> copies, Finding finding) {}

        @Override
        public void drop(List<BareJid> senders, Finding finding) {}

        @Override
        public void tell(BareJid to, String text) {
            told.add(text);
        }

        @Override
        public void alarm(Finding finding) {}
    }
}
