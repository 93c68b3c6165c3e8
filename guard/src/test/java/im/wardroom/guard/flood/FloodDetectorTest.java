// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Alarms;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloodDetectorTest {

    private Instant now = Instant.parse("2027-01-01T12:00:00Z");
    private FloodRules rules = FloodRules.DEFAULT;
    private double strain;
    private final Map<String, Element> elements = new HashMap<>();
    private final Map<String, Origin> senders = new HashMap<>();
    private final Map<BareJid, List<BareJid>> rosters = new HashMap<>();
    private final List<Finding> alarms = new ArrayList<>();
    private final Acquaintances acquaintances = new Acquaintances(
            1_000_000, owner -> CompletableFuture.completedFuture(rosters.getOrDefault(owner, List.of())));
    private final FloodDetector.Parts parts = new FloodDetector.Parts(
            () -> rules,
            acquaintances,
            jid -> jid.local() != null && jid.domain().toString().equals("capulet.example"),
            () -> strain,
            new Alarms(alarms));
    private final FloodDetector detector = new FloodDetector(parts, 1_000);

    @Test
    void nobodyIsHitByOrdinaryUse() {
        IntStream.range(0, 100).forEach(i -> {
            assertPasses(look(
                    "romeo/phone",
                    "room" + i + "@rooms.capulet.example/romeo",
                    "<presence><x xmlns='http://jabber.org/protocol/muc'/></presence>"));
        });
        IntStream.range(0, 500)
                .forEach(i -> assertPasses(look(
                        "romeo/phone", null, "<iq type='set' id='" + i + "'><query xmlns='urn:xmpp:mam:2'/></iq>")));
        knowEachOther("romeo", "juliet");
        IntStream.range(0, 30).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        IntStream.range(0, 30)
                .forEach(i -> assertPasses(look(
                        "romeo/phone",
                        "room1@rooms.capulet.example",
                        "<message type='groupchat'><body>line</body></message>")));
        IntStream.range(0, 50).forEach(i -> assertPasses(subscribe("romeo/phone", "colleague" + i)));
    }

    @Test
    void whoSendsFastIsReadMoreSlowlyBeforeAnythingIsRefused() {
        knowEachOther("romeo", "juliet");
        int sent = 0;
        Instant begun = now;
        while (sent < 2_000) {
            assertPasses(chat("romeo/phone", "juliet"));
            sent++;
            now = now.plus(detector.after(jid("romeo/phone"), now).pause());
            if (Duration.between(begun, now).toSeconds() > 100) {
                break;
            }
        }

        assertThat(sent).isBetween(1_000, 1_500);
    }

    @Test
    void whileTheServerComesLateABurstIsReadMoreSlowlyThanItMayComeOtherwise() {
        knowEachOther("romeo", "juliet");
        IntStream.range(0, 30).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now)).isEqualTo(Brake.Pace.FREE);

        strain = 0.4;
        assertPasses(chat("romeo/phone", "juliet"));
        assertThat(detector.after(jid("romeo/phone"), now).pause()).isPositive();
        // Who types is not in the way.
        assertPasses(chat("mercutio/phone", "juliet"));
        assertThat(detector.after(jid("mercutio/phone"), now)).isEqualTo(Brake.Pace.FREE);
    }

    @Test
    void whileTheServerComesLateWhoGoesOnWaitsLongerEachTime() {
        knowEachOther("romeo", "juliet");
        IntStream.range(0, 30).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        strain = 0.4;
        assertPasses(chat("romeo/phone", "juliet"));
        assertThat(detector.after(jid("romeo/phone"), now).pause())
                .isBetween(Duration.ofMillis(150), Duration.ofMillis(250));

        IntStream.range(0, 30).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now).pause())
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(2700));
    }

    @Test
    void whoComesNearALimitIsNotReadSoonerThanBefore() {
        knowEachOther("romeo", "juliet");
        IntStream.range(0, 240).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        strain = 0.4;
        IntStream.range(0, 58).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now).pause()).isGreaterThan(Duration.ofSeconds(2));

        IntStream.range(0, 10).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now).pause()).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void whoGoesOnForLongIsReadAFewAtATimeAndSeldom() {
        knowEachOther("romeo", "juliet");
        strain = 0.4;
        Instant begun = now;
        int sent = 0;
        while (Duration.between(begun, now).toSeconds() < 300) {
            assertPasses(chat("romeo/phone", "juliet"));
            sent++;
            now = now.plus(detector.after(jid("romeo/phone"), now).pause());
        }
        // It would be 3,000 at the rate that is allowed.
        assertThat(sent).isBetween(200, 1_000);

        // Who types after that is not slowed down: a message or two, and a moment.
        now = now.plusSeconds(60);
        for (int i = 0; i < 100; i++) {
            assertPasses(chat("romeo/phone", "juliet"));
            assertThat(detector.after(jid("romeo/phone"), now)).isEqualTo(Brake.Pace.FREE);
            now = now.plusSeconds(1);
        }
    }

    @Test
    void whoPushedWhileTheServerCameLateIsReadSlowlyAfterwardsAndOthersAreNot() {
        knowEachOther("romeo", "juliet");
        knowEachOther("mercutio", "juliet");
        strain = 0.4;
        IntStream.range(0, 40).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));

        strain = 0;
        now = now.plusSeconds(30);
        IntStream.range(0, 40).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        IntStream.range(0, 40).forEach(i -> assertPasses(chat("mercutio/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now).pause()).isPositive();
        assertThat(detector.after(jid("mercutio/phone"), now)).isEqualTo(Brake.Pace.FREE);

        now = now.plusSeconds(600);
        IntStream.range(0, 40).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertThat(detector.after(jid("romeo/phone"), now)).isEqualTo(Brake.Pace.FREE);
    }

    @Test
    void aConversationUsesUpNoMoreThanWhatIsSaid() {
        knowEachOther("romeo", "juliet");
        knowEachOther("romeo", "mercutio");
        // In turns with two, for an hour, nearly at the rate that is allowed.
        for (int i = 0; i < 36_000; i++) {
            now = now.plusMillis(110);
            assertPasses(chat("romeo/phone", i % 10 < 5 ? "juliet" : "mercutio"));
        }
        // What is left is nearly the whole allowance.
        long passed = IntStream.range(0, 500)
                .filter(i -> chat("romeo/phone", "juliet") instanceof Verdict.Pass)
                .count();
        assertThat(passed).isBetween(370L, 400L);
    }

    @Test
    void whoWasSlowedDownTogetherDoesNotComeBackTogether() {
        long different = IntStream.range(0, 100)
                .mapToLong(user -> {
                    IntStream.range(0, 350).forEach(i -> chat("bot" + user + "/x", "bot" + user));
                    return detector.after(jid("bot" + user + "/x"), now).pause().toMillis();
                })
                .distinct()
                .count();

        assertThat(different).isGreaterThan(60);
    }

    @Test
    void whoGoesOnPushingIsRefusedThenReadHardlyAtAllAndInTheEndDisconnected() {
        knowEachOther("romeo", "juliet");
        rules = rules.in(Mode.ENFORCE);
        // A connection that nobody slows down: the limit itself.
        long passed = IntStream.range(0, 500)
                .filter(i -> chat("romeo/phone", "juliet") instanceof Verdict.Pass)
                .count();

        assertThat(passed).isBetween(390L, 400L);
        assertThat(chat("romeo/phone", "juliet")).isInstanceOfSatisfying(Verdict.Refuse.class, refuse -> {
            assertThat(refuse.finding().reason()).isEqualTo(Reason.FLOOD);
            assertThat(refuse.finding().evidence()).containsEntry("limit", "patience");
        });
        assertThat(detector.after(jid("romeo/phone"), now).pause())
                .isBetween(
                        rules.longestPause().multipliedBy(3).dividedBy(4),
                        rules.longestPause().multipliedBy(5).dividedBy(4));
        IntStream.range(0, 1_100).forEach(i -> chat("romeo/phone", "juliet"));
        assertThat(detector.after(jid("romeo/phone"), now).end()).isTrue();
        assertThat(detector.after(jid("romeo/laptop"), now)).isEqualTo(Brake.Pace.FREE);
    }

    @Test
    void whoWasRefusedGetsThroughAgainAfterAWhile() {
        knowEachOther("romeo", "juliet");
        IntStream.range(0, 450).forEach(i -> chat("romeo/phone", "juliet"));
        assertThat(chat("romeo/phone", "juliet")).isInstanceOf(Verdict.Refuse.class);

        now = now.plusSeconds(30);
        assertPasses(chat("romeo/phone", "juliet"));
    }

    @Test
    void manyConnectionsAreOneAccount() {
        knowEachOther("romeo", "juliet");
        long passed = IntStream.range(0, 6_000)
                .filter(i -> chat("romeo/" + i % 20, "juliet") instanceof Verdict.Pass)
                .count();

        assertThat(passed).isLessThan(1_200);
    }

    @Test
    void sharedLimitsStopOnlyThoseWhoUseMuchOfTheirOwn() {
        IntStream.range(0, 200)
                .forEach(user -> IntStream.range(0, 390)
                        .forEach(i -> look(
                                "bot" + user + "/x",
                                "room@rooms.capulet.example",
                                "<message type='groupchat'><body>x</body></message>")));

        assertThat(look("bot1/x", "other@rooms.capulet.example", "<message type='groupchat'><body>x</body></message>"))
                .isInstanceOf(Verdict.Refuse.class);
        assertPasses(look(
                "romeo/phone", "room@rooms.capulet.example", "<message type='groupchat'><body>hello</body></message>"));
    }

    @Test
    void whatOthersAskForDoesNotHeatWhoAnswers() {
        IntStream.range(0, 5_000)
                .forEach(i -> look("romeo/phone", "mercutio@capulet.example/x", "<iq type='result' id='1'/>"));

        knowEachOther("romeo", "juliet");
        assertPasses(chat("romeo/phone", "juliet"));
    }

    @Test
    void whileTheServerIsTooBusyTheHostileLoseFirst() {
        knowEachOther("romeo", "juliet");
        knowEachOther("tybalt", "juliet");
        IntStream.range(0, 500).forEach(i -> chat("tybalt/x", "juliet"));
        now = now.plusSeconds(60);
        assertPasses(chat("tybalt/x", "juliet"));

        strain = 2;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(100);
            assertPasses(chat("romeo/phone", "juliet"));
        }
        assertThat(chat("tybalt/x", "juliet")).isInstanceOf(Verdict.Refuse.class);
        strain = 0;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(300);
            assertPasses(chat("romeo/phone", "juliet"));
        }
        assertPasses(chat("tybalt/x", "juliet"));
    }

    @Test
    void messagesOfManyStrangersWaitUntilTheRecipientAsks() {
        List<Verdict> verdicts = IntStream.range(0, 40)
                .mapToObj(i -> chat("stranger" + i + "/x", "juliet"))
                .toList();

        assertThat(verdicts.subList(0, 20)).allMatch(Verdict.Pass.class::isInstance);
        assertThat(verdicts.get(30)).isInstanceOfSatisfying(Verdict.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Verdict.Until.RECIPIENT_ASKS);
            assertThat(hold.finding().reason()).isEqualTo(Reason.STRANGERS_FOLDED);
        });
        rosters.put(bare("nurse"), List.of());
        knowEachOther("romeo", "juliet");
        assertPasses(chat("romeo/phone", "juliet"));
    }

    @Test
    void whoWasAnsweredIsNoStranger() {
        IntStream.range(0, 40).forEach(i -> chat("stranger" + i + "/x", "juliet"));
        assertThat(chat("paris/x", "juliet")).isInstanceOf(Verdict.Hold.class);

        assertPasses(chat("juliet/balcony", "paris"));
        assertPasses(chat("paris/x", "juliet"));
    }

    @Test
    void whoIsAddedToTheRosterIsNoStranger() {
        IntStream.range(0, 40).forEach(i -> chat("stranger" + i + "/x", "juliet"));
        assertPasses(look(
                "juliet/balcony",
                null,
                "<iq type='set' id='1'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='paris@capulet.example'/></query></iq>"));

        assertPasses(chat("paris/x", "juliet"));
    }

    @Test
    void aGrantThatNobodyAskedForMakesNoFriend() {
        IntStream.range(0, 40).forEach(i -> chat("stranger" + i + "/x", "juliet"));
        assertPasses(look("paris/x", "juliet@capulet.example", "<presence type='subscribed'/>"));

        assertThat(chat("paris/x", "juliet")).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void whoTurnsToManyStrangersIsAskedWhetherThatIsAPerson() {
        List<Verdict> verdicts = IntStream.range(0, 70)
                .mapToObj(i -> chat("paris/x", "person" + i))
                .toList();

        assertThat(verdicts.subList(0, 60)).allMatch(Verdict.Pass.class::isInstance);
        assertThat(verdicts.get(65)).isInstanceOfSatisfying(Verdict.Hold.class, hold -> {
            assertThat(hold.until()).isEqualTo(Verdict.Until.SENDER_IS_A_PERSON);
            assertThat(hold.finding().reason()).isEqualTo(Reason.UNSOLICITED);
        });
        detector.strangers().provedToBeAPerson(bare("paris"));
        assertPasses(chat("paris/x", "person80"));
        rules = rules.challenging(false);
        IntStream.range(100, 160).forEach(i -> chat("paris/x", "person" + i));
        assertThat(chat("paris/x", "person161")).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void requestsAndInvitationsToStrangersCountLikeMessages() {
        IntStream.range(0, 30).forEach(i -> subscribe("paris/x", "person" + i));
        IntStream.range(30, 60).forEach(i -> invite("paris/x", "person" + i));

        assertThat(subscribe("paris/x", "person61")).isInstanceOf(Verdict.Refuse.class);
        assertThat(invite("paris/x", "person62")).isInstanceOf(Verdict.Hold.class);
        assertThat(chat("paris/x", "person63")).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void everybodyWhomOneMessageInvitesCounts() {
        String[] people = IntStream.range(0, 60).mapToObj(i -> "person" + i).toArray(String[]::new);
        assertPasses(invite("paris/x", people));
        assertThat(invite("paris/x", "person0", "person61")).isInstanceOf(Verdict.Hold.class);
        assertThat(chat("paris/x", "person62")).isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void aConversationWithOneStrangerCountsOnce() {
        IntStream.range(0, 15).forEach(i -> assertPasses(chat("paris/x", "juliet")));
        IntStream.range(0, 55).forEach(i -> assertPasses(chat("paris/x", "person" + i)));
    }

    @Test
    void declaredServicesMayWriteToEverybody() {
        rules = rules.exempting(Set.of(bare("news")));

        IntStream.range(0, 1_000).forEach(i -> assertPasses(chat("news/x", "person" + i)));
    }

    @Test
    void reportsOfThoseWhoWereWrittenToMakeASenderHeavierForADayAndOfficersAreTold() {
        IntStream.range(0, 5).forEach(i -> chat("paris/x", "person" + i));
        IntStream.range(0, 5)
                .forEach(i -> detector.strangers().reported(bare("person" + i), bare("paris"), "spam", now));

        assertThat(detector.strangers().weight(bare("paris"), now)).isEqualTo(3);
        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.reason()).isEqualTo(Reason.REPORTED));
        now = now.plus(Duration.ofDays(2));
        assertThat(detector.strangers().weight(bare("paris"), now)).isEqualTo(1);
    }

    @Test
    void aCrowdThatWasNeverWrittenToDoesNotSilenceAnybodyButIsNoticed() {
        knowEachOther("romeo", "juliet");
        for (int i = 0; i < 500; i++) {
            detector.strangers().reported(bare("crowd" + i), bare("romeo"), "spam", now);
        }

        assertThat(detector.strangers().weight(bare("romeo"), now)).isEqualTo(1);
        assertThat(alarms).hasSize(1);
        IntStream.range(0, 30).forEach(i -> assertPasses(chat("romeo/phone", "juliet")));
        assertPasses(chat("romeo/phone", "stranger"));
    }

    @Test
    void oneReporterCountsOnceAndOnlyForSoManyADay() {
        for (int i = 0; i < 30; i++) {
            chat("sender" + i + "/x", "juliet");
            detector.strangers().reported(bare("juliet"), bare("sender" + i), "spam", now);
            detector.strangers().reported(bare("juliet"), bare("sender" + i), "spam", now);
        }

        assertThat(detector.strangers().weight(bare("sender0"), now)).isEqualTo(1.5);
        assertThat(detector.strangers().weight(bare("sender20"), now)).isEqualTo(1);
    }

    @Test
    void whatIsOnlyObservedIsNotSlowedDown() {
        rules = rules.in(Mode.OBSERVE);
        IntStream.range(0, 500).forEach(i -> chat("romeo/phone", "juliet"));

        assertThat(detector.after(jid("romeo/phone"), now)).isEqualTo(Brake.Pace.FREE);
    }

    @Test
    void theMemoryOfItIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            chat("u" + i + "/x", "v" + i);
        }

        assertThat(detector.size()).isLessThanOrEqualTo(4_000);
    }

    @Test
    void arrivalsOfOneAddressAreCountedWithItsNetworkOfIpv6() {
        Arrivals arrivals = new Arrivals(() -> rules);
        for (int i = 0; i < 1_000; i++) {
            assertThat(arrivals.connects(InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(i)), now))
                    .isTrue();
        }

        assertThat(arrivals.connects(InetAddress.ofLiteral("2001:db8::ffff:1"), now))
                .isFalse();
        assertThat(arrivals.connects(InetAddress.ofLiteral("2001:db8:0:1::1"), now))
                .isTrue();
        assertThat(arrivals.signsIn(InetAddress.ofLiteral("2001:db8::1"), now)).isTrue();
        assertThat(arrivals.connects(InetAddress.ofLiteral("2001:db8::1"), now.plusSeconds(1)))
                .isTrue();
    }

    private Verdict chat(String from, String to) {
        return look(from, to + "@capulet.example", "<message type='chat'><body>hello</body></message>");
    }

    private Verdict subscribe(String from, String to) {
        return look(from, to + "@capulet.example", "<presence type='subscribe'/>");
    }

    private Verdict invite(String from, String... to) {
        StringBuilder invites = new StringBuilder();
        for (String one : to) {
            invites.append("<invite to='").append(one).append("@capulet.example'/>");
        }
        return look(
                from,
                "room@rooms.capulet.example",
                "<message><x xmlns='http://jabber.org/protocol/muc#user'>" + invites + "</x></message>");
    }

    private Verdict look(String from, @org.jspecify.annotations.Nullable String to, String xml) {
        Element element = elements.computeIfAbsent(
                xml, text -> Element.read(text.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT));
        Origin sender = senders.computeIfAbsent(
                from, name -> new Origin(jid(name), Origin.Kind.ACCOUNT, InetAddress.ofLiteral("198.51.100.1")));
        return detector.look(new Act(sender, Stanza.parse(element.with("to", to), sender.jid()), now));
    }

    private void knowEachOther(String one, String other) {
        acquaintances.learned(bare(one), bare(other));
        acquaintances.learned(bare(other), bare(one));
    }

    private static BareJid bare(String name) {
        return BareJid.parse(name + "@capulet.example");
    }

    private static FullJid jid(String text) {
        return (FullJid) Jid.parse(text.replace("/", "@capulet.example/"));
    }

    private static void assertPasses(Verdict verdict) {
        assertThat(verdict).isEqualTo(Verdict.PASS);
    }
}
