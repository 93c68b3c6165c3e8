// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.flood.Acquaintances;
import im.wardroom.guard.flood.FloodDetector;
import im.wardroom.guard.flood.FloodRules;
import im.wardroom.guard.quarantine.Confinement;
import im.wardroom.guard.quarantine.QuarantineRules;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Who is asked about what follows at once.
class GuardTest {

    private static final String TALK =
            "<message to='juliet@capulet.example' type='chat'><body>and then?</body></message>";
    private static final String LINK =
            "<message to='juliet@capulet.example' type='chat'><body>see www.example.org</body></message>";

    private final List<String> asked = new ArrayList<>();
    private final Origin romeo = new Origin(Jid.parse("romeo@montague.example/phone"), Origin.Kind.ACCOUNT, null);
    private final Guard guard = guard(List.of(new Witness("words", true), new Witness("behaviour", false)));

    private Object policy = "a policy";
    private Verdict verdict = Verdict.PASS;
    private Instant now = Instant.parse("2026-11-27T08:00:00Z");

    /// Writes down that it was asked.
    private final class Witness implements Detector {
        private final String name;
        private final boolean seesEveryWord;

        Witness(String name, boolean seesEveryWord) {
            this.name = name;
            this.seesEveryWord = seesEveryWord;
        }

        @Override
        public Mode mode() {
            return Mode.OBSERVE;
        }

        @Override
        public boolean seesEveryWord() {
            return seesEveryWord;
        }

        @Override
        public Verdict look(Act act) {
            asked.add(name);
            return verdict;
        }
    }

    private Guard guard(List<Detector> detectors) {
        Quarantines nobody = new Quarantines(() -> QuarantineRules.DEFAULT, Quarantines.Listener.NONE);
        return new Guard(
                nobody,
                new Confinement(Set.of(), Set.of()),
                () -> policy,
                detectors,
                List.of(),
                (act, verdict, enforced) -> "1");
    }

    /// Who is asked about it.
    private List<String> after(int millis, String xml) {
        asked.clear();
        now = now.plusMillis(millis);
        assertThat(guard.judge(new Act(romeo, stanza(xml), now))).isCompleted();
        return List.copyOf(asked);
    }

    private static Stanza stanza(String xml) {
        return Stanza.parse(Element.read(xml.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT));
    }

    @Test
    void whoLooksAtBehaviourIsNotAskedAboutSmallTalkThatFollowsAtOnce() {
        assertThat(after(0, TALK)).containsExactly("words", "behaviour");
        assertThat(after(100, TALK)).containsExactly("words");
        assertThat(after(149, TALK)).containsExactly("words");
    }

    @Test
    void afterAMomentAllAreAsked() {
        after(0, TALK);
        after(200, TALK);

        assertThat(after(50, TALK)).containsExactly("words", "behaviour");
        assertThat(after(-10_000, TALK)).as("a clock that was set back").containsExactly("words", "behaviour");
    }

    @Test
    void allAreAskedAboutWhatGoesElsewhere() {
        after(0, TALK);

        assertThat(after(1, TALK.replace("juliet", "nurse"))).containsExactly("words", "behaviour");
        assertThat(after(1, TALK.replace(".example'", ".example/balcony'"))).containsExactly("words", "behaviour");
    }

    @Test
    void allAreAskedAboutWhatIsNoSmallTalk() {
        after(0, TALK);

        assertThat(after(1, LINK)).containsExactly("words", "behaviour");
        assertThat(after(1, TALK.replace("and", "and ".repeat(30)))).containsExactly("words", "behaviour");
    }

    @Test
    void smallTalkBehindALinkIsJudgedByItself() {
        after(0, LINK);

        assertThat(after(1, TALK)).containsExactly("words", "behaviour");
    }

    @Test
    void aChangedPolicyIsInForceAtOnce() {
        after(0, TALK);
        policy = "another policy";

        assertThat(after(1, TALK)).containsExactly("words", "behaviour");
    }

    @Test
    void nothingFollowsWhatWasNoticed() {
        verdict = new Verdict.Refuse(Finding.of(Reason.TROJAN_BEACON, "This looks as if a program sent it."));
        after(0, TALK);

        assertThat(after(1, TALK)).containsExactly("words", "behaviour");
    }

    @Test
    void everyMessageOfAStrangerCountsHoweverFastTheyCome() {
        FloodDetector floods = new FloodDetector(new FloodDetector.Parts(
                () -> FloodRules.DEFAULT,
                new Acquaintances(1_000, owner -> CompletableFuture.completedFuture(List.of())),
                jid -> true,
                () -> 0,
                Measures.NONE));
        Guard guarded = guard(List.of(floods));
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(2);
            passed += guarded.judge(new Act(romeo, stanza(TALK), now)).join().verdict() == Verdict.PASS ? 1 : 0;
        }

        assertThat(passed).isEqualTo(20);
    }
}
