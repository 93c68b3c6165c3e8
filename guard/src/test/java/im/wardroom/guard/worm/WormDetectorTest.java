// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import static im.wardroom.guard.worm.Office.jid;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.artefact.Similarity;
import im.wardroom.guard.artefact.SimilarityDigest;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WormDetectorTest {

    private static final String LURE = "Is this really you in the video? http://evil.example/v?id=7";
    private static final String[] PEOPLE = {"ann", "ben", "cleo", "dora", "emil", "finn", "greta", "hugo", "ida", "jan"
    };

    private final Office office = new Office();

    private static void assertHeld(Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Hold.class,
                        hold -> assertThat(hold.until()).isEqualTo(Verdict.Until.SENDER_IS_A_PERSON));
    }

    private static void assertRefused(Verdict verdict, Reason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refused -> assertThat(refused.finding().reason()).isEqualTo(reason));
    }

    private void fanOut(String from, String body) {
        for (String to : List.of("ann", "ben", "cleo", "dora")) {
            office.say(from, to, body);
        }
    }

    // --- who is asked

    @Test
    void theFourthStrangerWithOneStrangeLinkIsHeld() {
        assertThat(office.say("mallory", "ann", LURE)).isEqualTo(Verdict.PASS);
        assertThat(office.say("mallory", "ben", LURE)).isEqualTo(Verdict.PASS);
        assertThat(office.say("mallory", "cleo", LURE)).isEqualTo(Verdict.PASS);
        assertHeld(office.say("mallory", "dora", LURE));
        assertHeld(office.say("mallory", "emil", LURE));
    }

    @Test
    void anHourBetweenTwoRecipientsHelpsAWormNothing() {
        List<String> held = IntStream.range(0, PEOPLE.length)
                .mapToObj(i -> {
                    office.pass(Duration.ofHours(1));
                    return office.say("mallory", PEOPLE[i], LURE) instanceof Verdict.Hold ? PEOPLE[i] : "";
                })
                .filter(name -> !name.isEmpty())
                .toList();
        assertThat(held).first().isEqualTo("dora");
    }

    @Test
    void aWormThatGreetsFirstIsNotKnownByThat() {
        for (String person : PEOPLE) {
            office.say("mallory", person, "hello, how are you?");
        }
        office.pass(Duration.ofHours(2));
        fanOut("mallory", LURE);
        assertHeld(office.say("mallory", "emil", LURE));
    }

    @Test
    void rotatingLinksCountAsOneByTheirWordingAndTheirOwner() {
        String[] hosts = {"a1.evil.example/x", "b2.evil.example/9", "c3.evil.example/q", "d4.evil.example/z"};
        Verdict last = Verdict.PASS;
        for (int i = 0; i < hosts.length; i++) {
            last = office.say("mallory", PEOPLE[i], "Is this really you in the video? http://" + hosts[i]);
        }
        assertHeld(last);
        Office other = new Office();
        for (int i = 0; i < hosts.length; i++) {
            last = other.say("mallory", PEOPLE[i], "Is this really you in the video? http://host" + i + ".example/");
        }
        assertHeld(last);
    }

    @Test
    void linksAndWordingsThatChangeBothAreCountedTogether() {
        String[] bodies = {
            "the minutes are there: http://one.example/",
            "have you seen what they say of us http://two.example/",
            "Please sign the petition before noon http://three.example/",
            "my new number, and a photo: http://four.example/",
        };
        Verdict last = Verdict.PASS;
        for (int i = 0; i < bodies.length; i++) {
            last = office.say("mallory", PEOPLE[i], bodies[i]);
        }
        assertHeld(last);
    }

    @Test
    void whoNeverSendsTheSameTwiceIsFoundWithinTheDay() {
        office.know("mallory", PEOPLE);
        String[] words = {
            "alpha lima kilo",
            "bravo tango foxtrot",
            "cider yeast apple",
            "delta river gravel",
            "engine piston valve",
            "falcon heron plover",
            "garlic onion pepper",
            "hammer anvil tongs"
        };
        int held = 0;
        for (int i = 0; i < words.length && held == 0; i++) {
            office.pass(Duration.ofHours(1));
            Verdict verdict =
                    office.say("mallory", PEOPLE[i], words[i] + " http://" + words[i].charAt(0) + "z.example/");
            held = verdict instanceof Verdict.Hold ? i + 1 : 0;
        }
        assertThat(held).isEqualTo(6);
    }

    @Test
    void variantsOfOneFileAreOneFile() {
        Random random = new Random(3);
        byte[] file = new byte[20_000];
        random.nextBytes(file);
        Verdict last = Verdict.PASS;
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 40; k++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            SimilarityDigest digest = new SimilarityDigest();
            digest.update(file, 0, file.length);
            Similarity similarity = Objects.requireNonNull(digest.digest());
            String link = "https://files.ship.example/" + i + "/photos.zip";
            office.files.put(link, new FileFacts.Facts("%064x".formatted(i), similarity, true));
            last = office.say("mallory", PEOPLE[i], link);
        }
        assertHeld(last);
        assertThat(((Verdict.Hold) last).finding().evidence().get("artefact")).startsWith("file:sha256:");
    }

    @Test
    void aThirdRoomForOneStrangeLinkIsHeld() {
        for (String room : List.of("deck", "galley", "bridge")) {
            office.join("mallory", room);
            office.post("mallory", room, "good morning");
        }
        assertThat(office.post("mallory", "deck", LURE)).isEqualTo(Verdict.PASS);
        assertThat(office.post("mallory", "galley", LURE)).isEqualTo(Verdict.PASS);
        assertHeld(office.post("mallory", "bridge", LURE));
    }

    @Test
    void privateMessagesInARoomGoToThePeopleBehindTheNicknames() {
        for (String person : PEOPLE) {
            office.join(person, "deck");
        }
        Verdict last = Verdict.PASS;
        for (int i = 0; i < 4; i++) {
            Element element = Element.of(Namespaces.CLIENT, "message")
                    .with("type", "chat")
                    .with(Element.of(Namespaces.CLIENT, "body", LURE));
            last = office.act("mallory", Message.to(null, Jid.parse("deck@rooms.ship.example/" + PEOPLE[i]), element));
        }
        assertHeld(last);
    }

    @Test
    void aStatusWithALinkReachesWhoeverSeesIt() {
        Presence presence = Presence.of(Presence.Type.AVAILABLE, null, null);
        Stanza status = presence.withElement(presence.element().with(Element.of(Namespaces.CLIENT, "status", LURE)));
        assertThat(office.act("mallory", status)).isEqualTo(Verdict.PASS);
        assertThat(office.act("mallory", status)).isEqualTo(Verdict.PASS);
        office.say("mallory", "ann", LURE);
        assertHeld(office.say("mallory", "ben", LURE));
    }

    // --- who is not

    @Test
    void aFunnyLinkForFiveColleaguesIsNobodysBusiness() {
        office.know("juliet", "ann", "ben", "cleo", "dora", "emil");
        for (String to : List.of("ann", "ben", "cleo", "dora", "emil")) {
            assertThat(office.say("juliet", to, "look what I found http://funny.example/cats/17"))
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void aColleagueMayPassItOn() {
        office.know("juliet", "romeo", "nurse");
        office.know("romeo", "tybalt", "mercutio");
        office.say("juliet", "romeo", "look what I found http://funny.example/cats/17");
        office.say("juliet", "nurse", "look what I found http://funny.example/cats/17");
        assertThat(office.say("romeo", "tybalt", "look what I found http://funny.example/cats/17"))
                .isEqualTo(Verdict.PASS);
        assertThat(office.say("romeo", "mercutio", "from Juliet :-) http://funny.example/cats/17"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whoeverSentItMayHaveItBack() {
        fanOut("mallory", LURE);
        assertThat(office.say("ann", "mallory", "> " + LURE + "\nwhat is that?"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void theHelpDeskAnswersWhoAsked() {
        for (String person : PEOPLE) {
            office.say(person, "helpdesk", "my printer is on fire");
            assertThat(office.say("helpdesk", person, "Please fill in http://vendor.example/form, then call us"))
                    .isEqualTo(Verdict.PASS);
            office.pass(Duration.ofMinutes(20));
        }
    }

    @Test
    void anAnnouncementOfThisHouseGoesToEverybody() {
        for (String person : PEOPLE) {
            assertThat(office.say("captain", person, "The new plan is on https://wiki.ship.example/plan"))
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void plainWordsGoToEverybody() {
        for (String person : PEOPLE) {
            assertThat(office.say("captain", person, "Happy new year to you and to all at home!"))
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void whatManyShareDailyIsEveryday() {
        for (int i = 0; i < 12; i++) {
            office.pass(Duration.ofHours(8));
            office.say("reader" + i, "friend" + i, "have you read https://news.example/today/" + i + "00");
        }
        for (String person : PEOPLE) {
            assertThat(office.say("captain", person, "have you read https://news.example/today/4711"))
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void aNewSiteThatManyFindOnOneDayIsNoOutbreak() {
        for (int i = 0; i < 40; i++) {
            office.say("reader" + i, "friend" + i, "have you read https://news.example/today/" + i + "00");
        }
        fanOut("captain", "have you read https://news.example/today/4711");
        office.detector.answered(jid("captain"), false);
        assertThat(office.say("otto", "finn", "have you read https://news.example/today/4711"))
                .isEqualTo(Verdict.PASS);
        assertThat(office.alarms).isEmpty();
    }

    @Test
    void aMonitorThatReportsToTheSamePeopleForWeeksIsKnown() {
        for (int day = 0; day < 9; day++) {
            for (String person : List.of("ann", "ben", "cleo")) {
                office.say("monitor", person, "disk full, see https://status.vendor.example/" + day);
            }
            office.pass(Duration.ofDays(1));
        }
        for (String person : List.of("ann", "ben", "cleo")) {
            assertThat(office.say("monitor", person, "disk full, see https://status.vendor.example/99"))
                    .isEqualTo(Verdict.PASS);
        }
    }

    // --- what becomes of it

    @Test
    void aPersonWhoAnsweredIsNotAskedAgain() {
        fanOut("romeo", LURE);
        office.detector.answered(jid("romeo"), true);
        for (String person : PEOPLE) {
            assertThat(office.say("romeo", person, LURE)).isEqualTo(Verdict.PASS);
        }
        assertThat(office.quarantined).isEmpty();
    }

    @Test
    void whoDoesNotAnswerHasItsCopiesTakenBack() {
        fanOut("mallory", LURE);
        office.detector.answered(jid("mallory"), false);
        assertThat(office.recalled)
                .extracting(Measures.Copy::to)
                .containsExactlyInAnyOrder(jid("ann"), jid("ben"), jid("cleo"));
    }

    @Test
    void aSecondGenerationIsAnOutbreakAndBlocksItForEverybody() {
        fanOut("mallory", LURE);
        assertHeld(office.say("ann", "finn", LURE));
        assertThat(office.say("ann", "greta", LURE)).isInstanceOf(Verdict.Quarantine.class);
        assertThat(office.quarantined).contains(jid("mallory"), jid("ann"));
        assertThat(office.recalled).hasSize(3);
        assertThat(office.alarms).extracting(finding -> finding.reason()).containsExactly(Reason.WORM_OUTBREAK);
        assertRefused(office.say("stranger", "nobody", LURE), Reason.BLOCKED_ARTEFACT);
        assertThat(office.detector.blocked())
                .singleElement()
                .satisfies(entry -> assertThat(entry.artefact().spelling()).isEqualTo("link:evil.example/v?id"));
    }

    @Test
    void whoPassesOnWhatAnUnansweredOneSentMakesAnOutbreak() {
        fanOut("mallory", LURE);
        office.detector.answered(jid("mallory"), false);
        assertRefused(office.say("ann", "finn", LURE), Reason.WORM_OUTBREAK);
    }

    @Test
    void aWormInsideConversationsIsFoundByItsChain() {
        office.know("mallory", "ann", "ben");
        office.know("ann", "cleo", "dora");
        office.know("ben", "emil", "finn");
        office.know("cleo", "greta", "hugo");
        office.say("mallory", "ann", LURE);
        office.say("mallory", "ben", LURE);
        office.pass(Duration.ofDays(1));
        office.say("ann", "cleo", LURE);
        office.say("ann", "dora", LURE);
        office.say("ben", "emil", LURE);
        office.say("ben", "finn", LURE);
        office.pass(Duration.ofDays(1));
        assertHeld(office.say("cleo", "greta", LURE));
    }

    @Test
    void severalAccountsAtOnceAreAnOutbreakWithoutAnyGeneration() {
        fanOut("m1", LURE);
        for (String to : List.of("u1", "u2", "u3", "u4")) {
            office.say("m2", to, LURE);
        }
        for (String to : List.of("v1", "v2", "v3", "v4")) {
            office.say("m3", to, LURE);
        }
        assertThat(office.quarantined).containsExactlyInAnyOrder(jid("m1"), jid("m2"), jid("m3"));
    }

    @Test
    void theTreeShowsWhoGotItFromWhom() {
        fanOut("mallory", LURE);
        office.say("ann", "finn", LURE);
        office.say("ann", "greta", LURE);
        assertThat(office.detector.outbreakCount()).isEqualTo(1);
        InfectionTree tree = office.detector.outbreaks().getFirst();
        assertThat(tree.nodes()).extracting(InfectionTree.Node::account).containsExactly(jid("mallory"), jid("ann"));
        assertThat(tree.nodes().getLast().from()).isEqualTo(jid("mallory"));
        assertThat(tree.print())
                .contains("\n  mallory@ship.example sent it")
                .contains("\n    ann@ship.example received it");
        assertThat(tree.json())
                .startsWith("{\"artefact\":\"link:evil.example\",\"reached\":3,\"senders\":[{\"account\":");
    }

    @Test
    void contactWithADecoyIsAnAlarm() {
        office.rules = WormRules.DEFAULT.withDecoys(Set.of(jid("admiral")), true);
        assertThat(office.say("mallory", "admiral", "hi")).isInstanceOf(Verdict.Quarantine.class);
        office.rules = WormRules.DEFAULT.withDecoys(Set.of(jid("admiral")), false);
        assertRefused(office.say("mallory", "admiral", "hi"), Reason.DECOY_CONTACTED);
        assertThat(office.alarms).hasSize(2);
    }

    @Test
    void whatClientsAskADecoyByThemselvesIsNoAlarm() {
        office.rules = WormRules.DEFAULT.withDecoys(Set.of(jid("admiral")), true);
        assertThat(office.act("romeo", Presence.of(Presence.Type.AVAILABLE, null, jid("admiral"))))
                .isEqualTo(Verdict.PASS);
        Element typing = Element.of(Namespaces.CLIENT, "message")
                .with(Element.of("http://jabber.org/protocol/chatstates", "gone"));
        assertThat(office.act("romeo", Message.to(null, jid("admiral"), typing)))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void theSecurityDeskMayBeSentAnything() {
        office.rules = WormRules.DEFAULT.withExempt(Set.of(jid("security")));
        office.detector.block(Artefact.parse("link:evil.example"));
        assertThat(office.say("romeo", "security", LURE)).isEqualTo(Verdict.PASS);
    }

    @Test
    void anOfficerBlocksAndAllows() {
        office.detector.block(Artefact.parse("link:evil.example"));
        assertRefused(office.say("romeo", "juliet", "see http://www.evil.example/x"), Reason.BLOCKED_ARTEFACT);
        office.detector.allow(Artefact.parse("link:evil.example"));
        for (String person : PEOPLE) {
            assertThat(office.say("romeo", person, LURE)).isEqualTo(Verdict.PASS);
        }
        assertThat(office.detector.forget(Artefact.parse("link:evil.example"))).isTrue();
        fanOut("mallory", LURE);
        assertHeld(office.say("mallory", "emil", LURE));
    }

    @Test
    void manyThreadsAtOnceLoseNothing() {
        IntStream.range(0, 8).parallel().forEach(thread -> {
            Office own = office;
            for (int i = 0; i < 2_000; i++) {
                own.at("t" + thread, "p" + i % 50 + "-" + thread, "see http://www.host" + i % 97 + ".example/" + i);
            }
        });
        for (String to : List.of("ann", "ben", "cleo")) {
            office.say("mallory", to, LURE);
        }
        assertHeld(office.say("mallory", "dora", LURE));
    }

    @Test
    void inObserveModeNothingIsAskedOfTheServerButTheAlarm() {
        office.rules = WormRules.DEFAULT.with(Mode.OBSERVE);
        fanOut("mallory", LURE);
        office.say("ann", "finn", LURE);
        office.say("ann", "greta", LURE);
        assertThat(office.quarantined).isEmpty();
        assertThat(office.recalled).isEmpty();
        assertThat(office.alarms).hasSize(1);
    }

    @Test
    void whatWasKeptIsKnownAgain() {
        office.know("juliet", "ann", "ben", "cleo", "dora", "emil");
        office.detector.block(Artefact.parse("link:evil.example"));
        WormState state = office.detector.snapshot();
        Office restarted = new Office();
        restarted.detector.restore(state);
        for (String to : List.of("ann", "ben", "cleo", "dora", "emil")) {
            assertThat(restarted.say("juliet", to, "look http://funny.example/cats/17"))
                    .isEqualTo(Verdict.PASS);
        }
        assertRefused(restarted.say("mallory", "ann", LURE), Reason.BLOCKED_ARTEFACT);
        assertThat(restarted.detector.snapshot().blocked()).isEqualTo(state.blocked());
    }

    @Test
    void invitationOfSeveralPeopleIsNoWayToSendALinkToAllOfThem() {
        Office office = new Office();
        String invitation = "<message xmlns='jabber:client' to='deck@rooms.ship.example'>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'>%s</x></message>";
        String link = "<reason>see http://free-tickets.example/win</reason>";
        String two = "<invite to='ann@ship.example'>%1$s</invite><invite to='ben@ship.example'>%1$s</invite>";
        assertRefused(office.act("mallory", stanza(invitation.formatted(two.formatted(link)))), Reason.WORM_FAN_OUT);
        assertThat(office.act("mallory", stanza(invitation.formatted(two.formatted("<reason>dinner</reason>")))))
                .isEqualTo(Verdict.PASS);
        assertThat(office.act(
                        "mallory", stanza(invitation.formatted("<invite to='ann@ship.example'>" + link + "</invite>"))))
                .isEqualTo(Verdict.PASS);
    }

    private static Stanza stanza(String xml) {
        return Stanza.parse(Element.read(xml.getBytes(java.nio.charset.StandardCharsets.UTF_8), ""));
    }
}
