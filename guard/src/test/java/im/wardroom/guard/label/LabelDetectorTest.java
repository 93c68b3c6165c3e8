// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelDetectorTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");
    private static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    private static final BareJid NURSE = BareJid.parse("nurse@capulet.example");
    private static final BareJid HALL = BareJid.parse("hall@conference.capulet.example");
    private static final Element ESS = Element.of("urn:xmpp:sec-label:ess:0", "esssecuritylabel", "MQYCAQQGASk=");
    private static final Element FOREIGN = Element.of("urn:foreign", "geheim");

    private static final Label OPEN = label("OPEN", new Sensitivity(0, Set.of()), null);
    private static final Label RESTRICTED = label("RESTRICTED", new Sensitivity(1, Set.of()), null);
    private static final Label SECRET = label("SECRET", new Sensitivity(2, Set.of()), ESS);
    private static final Label CRYPTO = label("SECRET CRYPTO", new Sensitivity(2, Set.of("crypto")), null);

    private static Label label(String name, Sensitivity sensitivity, @Nullable Element content) {
        return new Label(
                name,
                sensitivity,
                null,
                name,
                "black",
                "red",
                content,
                name.equals("SECRET") ? List.of(FOREIGN) : List.of());
    }

    private static Clearance cleared(int level, Set<String> categories, BareJid... who) {
        return new Clearance(Set.of(who), Set.of(), new Sensitivity(level, categories));
    }

    private static LabelRules rules(@Nullable String unlabelled) {
        return new LabelRules(
                Mode.ENFORCE,
                List.of(OPEN, RESTRICTED, SECRET, CRYPTO),
                List.of(
                        cleared(2, Set.of("crypto", "nato"), ROMEO),
                        cleared(2, Set.of(), JULIET, HALL),
                        new Clearance(Set.of(), Set.of(new Domain("capulet.example")), new Sensitivity(1, Set.of()))),
                Sensitivity.LOWEST,
                unlabelled,
                false);
    }

    private static Verdict verdict(LabelRules rules, BareJid from, Origin.Kind kind, String xml) {
        Element element = Element.read(
                xml.replaceFirst("<(\\w+)", "<$1 xmlns='jabber:client' from='" + from + "/x'")
                        .getBytes(StandardCharsets.UTF_8),
                "jabber:client");
        Act act = new Act(
                new Origin(Jid.parse(from + "/x"), kind, null),
                Stanza.parse(element),
                Instant.parse("2026-01-01T12:00:00Z"));
        return new LabelDetector(() -> rules, Set.of(new Domain("conference.capulet.example"))).look(act);
    }

    private static boolean passes(BareJid from, BareJid to, @Nullable Label label) {
        return verdict(rules(null), from, Origin.Kind.ACCOUNT, message(to, label)) instanceof Verdict.Pass;
    }

    private static String message(BareJid to, @Nullable Label label) {
        return "<message to='" + to + "'><body>x</body>"
                + (label == null ? "" : label.toElement().toString()) + "</message>";
    }

    @Test
    void messageGoesOnlyToWhoIsClearedForIt() {
        assertThat(passes(ROMEO, JULIET, SECRET)).isTrue();
        assertThat(passes(ROMEO, JULIET, CRYPTO)).isFalse();
        assertThat(passes(ROMEO, NURSE, RESTRICTED)).isTrue();
        assertThat(passes(ROMEO, NURSE, SECRET)).isFalse();
        assertThat(passes(ROMEO, BareJid.parse("x@elsewhere.example"), RESTRICTED))
                .isFalse();
        assertThat(passes(ROMEO, BareJid.parse("x@elsewhere.example"), OPEN)).isTrue();
        assertThat(passes(ROMEO, HALL, SECRET)).isTrue();
        assertThat(passes(ROMEO, HALL, CRYPTO)).isFalse();
        assertThat(passes(ROMEO, ROMEO, CRYPTO)).isTrue();
    }

    @Test
    void nobodyUsesALabelAboveTheOwnClearance() {
        assertThat(passes(NURSE, JULIET, SECRET)).isFalse();
        assertThat(passes(NURSE, JULIET, RESTRICTED)).isTrue();
    }

    @Test
    void messageWithoutALabelIsTakenForWhatThePolicySays() {
        String open = message(BareJid.parse("x@elsewhere.example"), null);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, open)).isEqualTo(Verdict.PASS);
        assertThat(verdict(rules("RESTRICTED"), ROMEO, Origin.Kind.ACCOUNT, open))
                .isInstanceOf(Verdict.Refuse.class);
        String empty =
                open.replace("<body>", "<securitylabel xmlns='urn:xmpp:sec-label:0'><label/></securitylabel><body>");
        assertThat(verdict(rules("RESTRICTED"), ROMEO, Origin.Kind.ACCOUNT, empty))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void whatSaysNothingNeedsNoLabel() {
        for (String content : List.of(
                "<active xmlns='http://jabber.org/protocol/chatstates'/><thread>t</thread>",
                "<received xmlns='urn:xmpp:receipts' id='1'/><store xmlns='urn:xmpp:hints'/>")) {
            String xml = "<message to='x@elsewhere.example'>" + content + "</message>";
            assertThat(verdict(rules("SECRET"), ROMEO, Origin.Kind.ACCOUNT, xml))
                    .isEqualTo(Verdict.PASS);
        }
        String subject =
                "<message type='groupchat' to='hall@conference.capulet.example'><subject>x</subject></message>";
        assertThat(verdict(rules("SECRET CRYPTO"), ROMEO, Origin.Kind.ACCOUNT, subject))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void unknownLabelIsRefused() {
        String secret = message(JULIET, SECRET);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, secret.replace("MQYCAQQGASk=", "MQYCAQQGASx=")))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(
                        rules(null), ROMEO, Origin.Kind.ACCOUNT, secret.replace("MQYCAQQGASk=", "\n  MQYC AQQGASk=\n")))
                .isEqualTo(Verdict.PASS);
        String two = secret.replace("</securitylabel>", "<label/></securitylabel>");
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, two)).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void equivalentLabelCountsForWhatComesFromElsewhere() {
        String xml = "<message to='%s'><body>x</body><securitylabel xmlns='urn:xmpp:sec-label:0'>"
                + "<label><top xmlns='urn:theirs'/></label><equivalentlabel><geheim xmlns='urn:foreign'/></equivalentlabel>"
                + "</securitylabel></message>";
        BareJid stranger = BareJid.parse("x@elsewhere.example");
        assertThat(verdict(rules(null), stranger, Origin.Kind.FEDERATION, String.format(xml, JULIET)))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), stranger, Origin.Kind.FEDERATION, String.format(xml, NURSE)))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, String.format(xml, JULIET)))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void forwardedMessageKeepsItsLabel() {
        String forwarded = "<message to='" + NURSE + "'><body>look</body><forwarded xmlns='urn:xmpp:forward:0'>"
                + "<message xmlns='jabber:client'><body>x</body>" + SECRET.toElement()
                + "</message></forwarded></message>";
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, forwarded)).isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, forwarded.replace("nurse@", "juliet@")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsCalledAnErrorOrAnAnswerIsNoWayAroundTheRules() {
        for (String stanza :
                List.of("<message type='error' to='%s'>%s</message>", "<iq type='result' id='1' to='%s'>%s</iq>")) {
            String content = "<x xmlns='urn:x'>" + SECRET.toElement() + "</x>";
            assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, stanza.formatted(NURSE, content)))
                    .isInstanceOf(Verdict.Refuse.class);
            assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, stanza.formatted(JULIET, content)))
                    .isEqualTo(Verdict.PASS);
            // It needs none, whatever other messages are taken for.
            assertThat(verdict(
                            rules("SECRET"), ROMEO, Origin.Kind.ACCOUNT, stanza.formatted(NURSE, "<x xmlns='urn:x'/>")))
                    .isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void roomTakesInWhoIsClearedForItAndShowsNobodyElseItsArchive() {
        String join = "<presence to='hall@conference.capulet.example/nick'/>";
        assertThat(verdict(rules(null), JULIET, Origin.Kind.ACCOUNT, join)).isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), NURSE, Origin.Kind.ACCOUNT, join)).isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(rules(null), NURSE, Origin.Kind.ACCOUNT, join.replace("hall@", "attic@")))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), NURSE, Origin.Kind.ACCOUNT, join.replace("/>", " type='unavailable'/>")))
                .isEqualTo(Verdict.PASS);
        String archive =
                "<iq type='set' id='1' to='hall@conference.capulet.example'><query xmlns='urn:xmpp:mam:2'/></iq>";
        assertThat(verdict(rules(null), JULIET, Origin.Kind.ACCOUNT, archive)).isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), NURSE, Origin.Kind.ACCOUNT, archive)).isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void invitationByWayOfARoomIsForWhoeverIsInvited() {
        String invitation = "<message to='" + HALL + "'><x xmlns='http://jabber.org/protocol/muc#user'>"
                + "<invite to='" + JULIET + "'/><invite to='%s'><reason>at noon</reason></invite></x>%s</message>";
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, invitation.formatted(NURSE, SECRET.toElement())))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(
                        rules("RESTRICTED"),
                        ROMEO,
                        Origin.Kind.ACCOUNT,
                        invitation.formatted("x@elsewhere.example", "")))
                .isInstanceOf(Verdict.Refuse.class);
        assertThat(verdict(rules("RESTRICTED"), ROMEO, Origin.Kind.ACCOUNT, invitation.formatted(NURSE, "")))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, invitation.formatted("@", SECRET.toElement())))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void presenceHasNoLabelAndWhatIsPublishedIsForEverybody() {
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, "<presence>" + OPEN.toElement() + "</presence>"))
                .isInstanceOf(Verdict.Refuse.class);
        String publish =
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item>"
                        + "<x xmlns='urn:x'>%s</x></item></publish></pubsub></iq>";
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, String.format(publish, OPEN.toElement())))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict(rules(null), ROMEO, Origin.Kind.ACCOUNT, String.format(publish, RESTRICTED.toElement())))
                .isInstanceOf(Verdict.Refuse.class);
    }

    @Test
    void catalogueHasWhatMayBeUsed() {
        assertThat(rules(null).usable(ROMEO, JULIET)).containsExactly(OPEN, RESTRICTED, SECRET);
        assertThat(rules(null).usable(NURSE, JULIET)).containsExactly(OPEN, RESTRICTED);
        assertThat(rules(null).usable(ROMEO, BareJid.parse("x@elsewhere.example")))
                .containsExactly(OPEN);
    }
}
