// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Act;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.flood.Acquaintances;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpostorDetectorTest {

    private static final Instant NOW = Instant.parse("2027-01-01T12:00:00Z");

    private final Names names = new Names(1_000);
    private Optional<Collection<BareJid>> contacts = Optional.empty();
    private final Acquaintances acquaintances =
            new Acquaintances(10_000, owner -> CompletableFuture.completedFuture(List.of()));
    private final ImpostorDetector detector = new ImpostorDetector(new ImpostorDetector.Parts(
            () -> ImpostorRules.DEFAULT,
            () -> names,
            () -> Set.of(bare("prince")),
            acquaintances,
            owner -> contacts,
            jid -> jid.domain().toString().equals("capulet.example")));

    @BeforeEach
    void someLiveHere() {
        List.of("juliet", "romeo", "anna", "carmen", "ian", "bill", "john.doe", "prince", "mallory", "olli")
                .forEach(name -> names.add(bare(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "juIiet, juliet",
        "ju1iet, juliet",
        "jul\u0456et, juliet",
        "r\u043Eme\u043E, romeo",
        "r0me0, romeo",
        "carrnen, carmen",
        "john_doe, john.doe",
        "JohnDoe, john.doe",
        "b\u0456ll, bill",
        "\uFF4Auliet, juliet",
        "ju\u200Bliet, juliet",
        "j\u00FCliet, juliet"
    })
    void namesLookAlike(String one, String other) {
        assertThat(Likeness.skeleton(one)).isEqualTo(Likeness.skeleton(other));
    }

    @ParameterizedTest
    @CsvSource({"juliet, julia", "anna, hanna", "ian, jan", "bill, phil", "tom, tim", "李雷, 韩梅"})
    void namesOfDifferentPeopleDoNot(String one, String other) {
        assertThat(Likeness.skeleton(one)).isNotEqualTo(Likeness.skeleton(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ju1iet",
                "jul\u0456et",
                "juliett0",
                "r0meo",
                "carrnen",
                "johndoe",
                "admin",
                "adm\u0456n",
                "security",
                "prlnce"
            })
    void nobodyMakesAnAccountThatLooksLikeAnother(String name) {
        assertThat(detector.objection(bare(name)).isPresent()).isEqualTo(!name.equals("juliett0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tybalt", "julia", "hanna", "phil", "admiral", "secure", "nurse", "juliet2"})
    void otherNamesAreFree(String name) {
        assertThat(detector.objection(bare(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ju1iet",
                "JuIiet",
                "Rоmeo",
                "Admin",
                "ADMIN",
                "Аdmin",
                "Security Desk",
                "IT-Support",
                "admin2",
                "Prince",
                "Pr1nce"
            })
    void nobodyTakesANicknameThatLooksLikeAnothers(String nick) {
        assertRefused(join(nick));
        assertRefused(
                look(null, "<presence><nick xmlns='http://jabber.org/protocol/nick'>" + nick + "</nick></presence>"));
        assertRefused(look(null, "<iq type='set' id='1'><vCard xmlns='vcard-temp'><FN>" + nick + "</FN></vCard></iq>"));
        assertRefused(look(
                null,
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                        + "<publish node='http://jabber.org/protocol/nick'><item><nick xmlns='http://jabber.org/protocol/nick'>"
                        + nick + "</nick></item></publish></pubsub></iq>"));
        assertRefused(look(
                null,
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                        + "<publish node='urn:xmpp:vcard4'><item><vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'>"
                        + "<nickname><text>" + nick + "</text></nickname></vcard></item></publish></pubsub></iq>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mallory",
                "mallory2",
                "Anna",
                "Änna",
                "Ian",
                "Bill",
                "Tom (on call)",
                "Administratorin",
                "Müller",
                "Anna Schmidt",
                "李雷",
                "Вова",
                "John Doe",
                "Security is fun",
                "🦊",
                "O'Neill"
            })
    void peopleMayHaveTheSameNameAndAnyOther(String nick) {
        assertThat(join(nick)).isEqualTo(Verdict.PASS);
    }

    @Test
    void officersMayCallThemselvesSecurity() {
        assertThat(lookAs(
                        "prince",
                        "room@rooms.capulet.example/Security",
                        "<presence><x xmlns='http://jabber.org/protocol/muc'/></presence>"))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aLinkOfAStrangerWhoLooksLikeAContactHasAWarning() {
        contacts = Optional.of(List.of(bare("juliet")));

        assertThat(lookAs(
                        "ju1iet",
                        "romeo@capulet.example",
                        "<message type='chat'><body>look: https://evil.example/x</body>"
                                + "<html xmlns='http://jabber.org/protocol/xhtml-im'/></message>"))
                .isInstanceOfSatisfying(Verdict.Annotate.class, annotate -> {
                    Element element = annotate.stanza().element();
                    assertThat(element.find(Namespaces.CLIENT, "body")
                                    .orElseThrow()
                                    .text())
                            .startsWith("[Warning")
                            .endsWith("look: https://evil.example/x");
                    assertThat(element.toString()).doesNotContain("xhtml-im");
                    assertThat(annotate.finding().reason()).isEqualTo(Reason.LOOK_ALIKE);
                });
        assertThat(lookAs(
                        "ju1iet",
                        "romeo@capulet.example",
                        "<message><x xmlns='jabber:x:oob'><url>u</url></x></message>"))
                .isInstanceOf(Verdict.Annotate.class);
    }

    @Test
    void theSameNameOnAnotherDomainLooksLikeTheContact() {
        contacts = Optional.of(List.of(bare("juliet")));

        assertThat(detector.look(act(
                        Jid.parse("juliet@capulet.exarnple/x"),
                        Origin.Kind.FEDERATION,
                        "romeo@capulet.example",
                        "<message><body>www.evil.example</body></message>")))
                .isInstanceOf(Verdict.Annotate.class);
    }

    @Test
    void otherMessagesHaveNone() {
        contacts = Optional.of(List.of(bare("juliet")));
        String link = "<message type='chat'><body>https://wiki.capulet.example/</body></message>";

        assertThat(lookAs("tybalt", "romeo@capulet.example", link)).isEqualTo(Verdict.PASS);
        assertThat(lookAs("ju1iet", "romeo@capulet.example", "<message type='chat'><body>hello there</body></message>"))
                .isEqualTo(Verdict.PASS);
        acquaintances.learned(bare("romeo"), bare("ju1iet"));
        assertThat(lookAs("ju1iet", "romeo@capulet.example", link)).isEqualTo(Verdict.PASS);
    }

    @Test
    void namesAreBounded() {
        Names few = new Names(10);
        for (int i = 0; i < 100; i++) {
            few.add(bare("user" + (char) ('a' + i % 26) + "x" + i));
        }

        assertThat(few.size()).isEqualTo(10);
        Names some = new Names(10);
        some.add(bare("juliet"));
        some.remove(bare("juliet"));
        assertThat(some.size()).isZero();
        assertThat(some.like("ju1iet")).isEmpty();
    }

    private Verdict join(String nick) {
        return look(
                "room@rooms.capulet.example/" + nick,
                "<presence><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    private Verdict look(@Nullable String to, String xml) {
        return lookAs("mallory", to, xml);
    }

    private Verdict lookAs(String from, @Nullable String to, String xml) {
        return detector.look(
                act(bare(from).with(new im.wardroom.xmpp.address.Resource("x")), Origin.Kind.ACCOUNT, to, xml));
    }

    private static Act act(Jid from, Origin.Kind kind, @Nullable String to, String xml) {
        Element element = Element.read(xml.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT);
        return new Act(
                new Origin(from, kind, null),
                Stanza.parse(element.with("to", to).with("from", from.toString())),
                NOW);
    }

    private static void assertRefused(Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuse.class,
                        refuse -> assertThat(refuse.finding().reason()).isEqualTo(Reason.LOOK_ALIKE));
    }

    private static BareJid bare(String name) {
        return BareJid.parse(name + "@capulet.example");
    }
}
