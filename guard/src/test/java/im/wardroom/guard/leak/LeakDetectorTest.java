// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakDetectorTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");
    private static final Surroundings SURROUNDINGS =
            new Surroundings(Set.of(new Domain("capulet.example")), Set.of(new Domain("conference.capulet.example")));
    private static final String CARD = "4111 1111 1111 1111";

    private static Verdict verdict(String xml, LeakRule... rules) {
        return verdict(new LeakRules(List.of(rules), Map.of("staff", Set.of(ROMEO))), xml);
    }

    private static Verdict verdict(LeakRules rules, String xml) {
        List<Detector> detectors = LeakDetector.all(() -> rules, () -> SURROUNDINGS);
        Element element = Element.read(
                xml.replaceFirst("<(\\w+)", "<$1 xmlns='jabber:client' from='romeo@capulet.example/orchard'")
                        .getBytes(StandardCharsets.UTF_8),
                "jabber:client");
        Stanza stanza = Stanza.parse(element);
        Act act = new Act(
                new Origin(Jid.parse("romeo@capulet.example/orchard"), Origin.Kind.ACCOUNT, null),
                stanza,
                Instant.parse("2026-01-01T12:00:00Z"));
        for (Detector detector : detectors) {
            if (detector.mode() != Mode.OFF) {
                Verdict verdict = detector.look(act);
                if (!(verdict instanceof Verdict.Pass)) {
                    return verdict;
                }
            }
        }
        return Verdict.PASS;
    }

    private static LeakRule cards(Action action) {
        return cards(action, Scope.EVERYWHERE);
    }

    private static LeakRule cards(Action action, Scope scope) {
        return new LeakRule("cards", Mode.ENFORCE, action, scope, new Cards(), 1);
    }

    private static LeakRule positions(Action action) {
        return new LeakRule("positions", Mode.ENFORCE, action, Scope.EVERYWHERE, new Positions(), 1);
    }

    private static String message(String content) {
        return "<message to='juliet@capulet.example' type='chat'>" + content + "</message>";
    }

    private static Scope to(Direction... directions) {
        return new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(directions));
    }

    @Test
    void everythingThatPeopleSendIsLookedInto() {
        LeakRule refuse = cards(Action.REFUSE);
        for (String xml : List.of(
                message("<body>" + CARD + "</body>"),
                message("<body>x</body><x xmlns='jabber:x:oob'><url>https://x.example/" + CARD.replace(" ", "")
                        + "</url></x>"),
                message("<body>x</body><reply xmlns='urn:xmpp:reply:0' to='a@b' id='" + CARD + "'/>"),
                "<message id='number 4111111111111111' to='juliet@capulet.example'><body>x</body></message>",
                "<message to='hall@conference.capulet.example' type='groupchat'><subject>" + CARD
                        + "</subject></message>",
                "<presence><status>" + CARD + "</status></presence>",
                "<iq type='set' id='1'><vCard xmlns='vcard-temp'><DESC>" + CARD + "</DESC></vCard></iq>",
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item>"
                        + "<entry xmlns='http://www.w3.org/2005/Atom'><title>" + CARD
                        + "</title></entry></item></publish></pubsub></iq>",
                message("<body>4111</body><html xmlns='http://jabber.org/protocol/xhtml-im'>"
                        + "<body xmlns='http://www.w3.org/1999/xhtml'>4111<b>1111</b>1111<i>1111</i></body></html>"))) {
            assertThat(verdict(xml, refuse)).as(xml).isInstanceOf(Verdict.Refuse.class);
        }
    }

    @Test
    void ordinaryTrafficPasses() {
        for (String xml : List.of(
                message("<body>Shall we meet at 12:30 in room 4.11? It costs 12.99.</body>"),
                message("<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>" + CARD
                        + "</payload></encrypted>"),
                message("<active xmlns='http://jabber.org/protocol/chatstates'/>"),
                "<presence><c xmlns='http://jabber.org/protocol/caps' ver='4111111111111111'/></presence>",
                "<iq type='get' id='1' to='capulet.example'><ping xmlns='urn:xmpp:ping'/></iq>")) {
            assertThat(verdict(xml, cards(Action.REFUSE), positions(Action.REFUSE)))
                    .as(xml)
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void evidenceNamesTheRuleAndTheCountAndNeverTheText() {
        Verdict.Refuse refuse = (Verdict.Refuse) verdict(
                message("<body>" + CARD + " and " + CARD + " and 5555555555554444</body>"), cards(Action.REFUSE));
        assertThat(refuse.finding().evidence()).containsEntry("rules", "cards (2)");
        assertThat(refuse.finding().toString()).doesNotContain("4111", "5555");
    }

    @Test
    void senderIsAskedWhetherItIsMeant() {
        assertThat(verdict(message("<body>" + CARD + "</body>"), cards(Action.CONFIRM)))
                .isInstanceOfSatisfying(
                        Verdict.Hold.class, hold -> assertThat(hold.until()).isEqualTo(Verdict.Until.SENDER_CONFIRMS));
    }

    @Test
    void redactionTakesItOutWhereverItStandsAndKeepsPlaces() {
        Verdict.Annotate annotate = (Verdict.Annotate) verdict(
                message("<body>😀 pay " + CARD + " now</body><subject>" + CARD + "</subject>"
                        + "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
                        + "pay <b>" + CARD + "</b> now</body></html>"
                        + "<x xmlns='jabber:x:oob'><url>https://x.example/</url><desc>" + CARD + "</desc></x>"),
                cards(Action.REDACT));
        Element changed = annotate.stanza().element();
        assertThat(changed.find("jabber:client", "body").orElseThrow().text())
                .isEqualTo("😀 pay " + "█".repeat(CARD.length()) + " now");
        assertThat(changed.toString()).doesNotContain("4111", "xhtml-im").contains("https://x.example/");
        assertThat(annotate.stanza().to()).isEqualTo(BareJid.parse("juliet@capulet.example"));
    }

    @Test
    void whatCannotBeTakenOutIsRefused() {
        assertThat(verdict(
                        message("<body>" + CARD + "</body><data xmlns='urn:x' note='" + CARD + "'/>"),
                        cards(Action.REDACT)))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(
                        message(
                                "<body>x</body><geoloc xmlns='http://jabber.org/protocol/geoloc'><lat>54.3</lat><lon>10.1</lon></geoloc>"),
                        positions(Action.REDACT)))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void redactionBesideAQuestionIsRefused() {
        assertThat(verdict(
                        message("<body>" + CARD + " at 54.3213, 10.1349</body>"),
                        cards(Action.REDACT),
                        positions(Action.CONFIRM)))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void positionThatIsPublishedIsOne() {
        String publish = "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                + "<publish node='http://jabber.org/protocol/geoloc'><item>"
                + "<geoloc xmlns='http://jabber.org/protocol/geoloc'>%s</geoloc></item></publish></pubsub></iq>";
        assertThat(verdict(String.format(publish, "<lat>54</lat><lon>10</lon>"), positions(Action.REFUSE)))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(String.format(publish, "<country>Denmark</country>"), positions(Action.REFUSE)))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void ruleHoldsOnlyWhereItIsMeantTo() {
        String inside = message("<body>" + CARD + "</body>");
        String outside = inside.replace("juliet@capulet.example", "juliet@elsewhere.example");
        String room = inside.replace("juliet@capulet.example", "hall@conference.capulet.example");
        LeakRule rule = cards(Action.REFUSE, to(Direction.OUTSIDE));
        assertThat(verdict(inside, rule)).isEqualTo(Verdict.PASS);
        assertThat(verdict(room, rule)).isEqualTo(Verdict.PASS);
        assertThat(verdict(outside, rule)).isInstanceOf(Verdict.Refuse.class);

        Scope hall = new Scope(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(BareJid.parse("hall@conference.capulet.example")),
                Set.of(Direction.ROOM));
        assertThat(verdict(room, cards(Action.REFUSE, hall))).isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(room.replace("hall@", "attic@"), cards(Action.REFUSE, hall)))
                .isEqualTo(Verdict.PASS);

        for (Scope scope : List.of(
                new Scope(Set.of(ROMEO), Set.of(), Set.of(), Set.of(), Set.of()),
                new Scope(Set.of(), Set.of(new Domain("capulet.example")), Set.of(), Set.of(), Set.of()),
                new Scope(Set.of(), Set.of(), Set.of("staff"), Set.of(), Set.of()))) {
            assertThat(verdict(inside, cards(Action.REFUSE, scope))).isInstanceOf(Verdict.Refuse.class);
        }
        for (Scope scope : List.of(
                new Scope(Set.of(BareJid.parse("a@capulet.example")), Set.of(), Set.of(), Set.of(), Set.of()),
                new Scope(Set.of(), Set.of(new Domain("other.example")), Set.of(), Set.of(), Set.of()),
                new Scope(Set.of(), Set.of(), Set.of("crew"), Set.of(), Set.of()))) {
            assertThat(verdict(inside, cards(Action.REFUSE, scope))).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void listOfAddressesIsOneFromANumberOn() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            list.append("user").append(i).append("@example.org, USER").append(i).append("@example.org\n");
        }
        LeakRules rules = LeakRules.DEFAULT;
        assertThat(verdict(rules, message("<body>" + list + "</body>"))).isEqualTo(Verdict.PASS);
        assertThat(verdict(rules, message("<body>" + list + "x@example.org</body>")))
                .isInstanceOf(Verdict.Hold.class);
        assertThat(LeakDetector.all(() -> rules, () -> SURROUNDINGS))
                .extracting(Detector::mode)
                .containsExactly(Mode.OBSERVE, Mode.OFF);
    }
}
