// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlanceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body>Good morning, is the watch list ready?</body>",
                "<body>Ja, um 8 Uhr. Grüße!</body>",
                "<body>so: yes</body><active xmlns='http://jabber.org/protocol/chatstates'/>",
                "<body>ok</body><request xmlns='urn:xmpp:receipts'/><origin-id xmlns='urn:xmpp:sid:0' id='a1-b2'/>",
                "<body/><thread>17</thread>",
                "<subject>Lunch</subject>",
                ""
            })
    void wordsAndMarksAreHarmless(String content) {
        assertThat(glance(content).isPlain()).isTrue();
        assertThat(glance(content).isHarmless()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://evil.example/x",
                "see evil.example",
                "see \\\\server\\share",
                "write to juliet@example.org",
                "50%20off",
                "evil\u3002example",
                "a/b"
            })
    void wordsWithSomethingToFollowAreNotHarmless(String text) {
        Glance glance = glance("<body>" + text + "</body>");

        assertThat(glance.isPlain()).isTrue();
        assertThat(glance.isHarmless()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<body>x</body><x xmlns='jabber:x:oob'><url>https://evil.example/</url></x>",
                "<body xml:lang='4111 1111 1111 1111'>x</body>",
                "<body><b xmlns='urn:x'>x</b></body>",
                "<url>evil</url>",
                "<candidate ip='192.0.2.1'/>",
                "<request xmlns='urn:xmpp:receipts'>41111111</request>",
                "<request xmlns='urn:xmpp:receipts'><candidate ip='192.0.2.1'/></request>",
                "<origin-id xmlns='urn:xmpp:sid:0' id='data:text/html,x'/>",
                "<origin-id xmlns='urn:xmpp:sid:0' ip='192.0.2.1'/>",
                "<encrypted xmlns='eu.siacs.conversations.axolotl'/>"
            })
    void anythingElseIsReadInFull(String content) {
        assertThat(glance(content).isPlain()).isFalse();
        assertThat(glance(content).isHarmless()).isFalse();
        assertThat(glance(content).isAscii()).isFalse();
        assertThat(glance(content).isTalk()).isFalse();
    }

    @Test
    void onlyAMessageThatSaysSomethingIsTalk() {
        assertThat(glance("<body>x</body>").isTalk()).isTrue();
        assertThat(glance("<subject>x</subject>").isTalk()).isFalse();
        assertThat(of("<message type='error'><body>x</body></message>").isTalk())
                .isFalse();
        assertThat(of("<presence><body>x</body></presence>").isTalk()).isFalse();
    }

    @Test
    void tellsOfNumbersWordsAndSignsWhatTheRulesAgainstLeaksAskFor() {
        Glance glance = glance("<body>card 4111 1111 1111-1111, or DE89 37</body><subject>a@b c@d -----</subject>");

        assertThat(glance.longestNumber()).isEqualTo(16);
        assertThat(glance.mostDigits()).isEqualTo(20);
        assertThat(glance.hasAccount()).isTrue();
        assertThat(glance.addresses()).isEqualTo(2);
        assertThat(glance.hasLine()).isTrue();
        assertThat(glance("<body>4111  1111</body>").longestNumber()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AbcdefghijKLMNOP1",
                "x AbcdefghijKLMNOP1 y",
                "some words, AbcdefghijKLMNOP1",
                "AbcdefghijKLMNOP1\ty"
            })
    void tellsOfLongWordsWhereverTheyAre(String text) {
        Glance glance = glance("<subject>short</subject><body>" + text + "</body>");

        assertThat(glance.hasWordOf(16)).isTrue();
        assertThat(glance.hasWordOf(17)).isTrue();
        assertThat(glance.hasWordOf(18)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at 8 or at 9?", "0171234567 is his number", "12 men, 3 boats, room 4"})
    void wordsWithSmallNumbersAreBland(String text) {
        assertThat(glance("<body>" + text + "</body>").isBland()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1",
                "32UNF7382219561",
                "5419 and 1008",
                "DE89",
                "a@b",
                "-----",
                "Gr\u00fc\u00dfe",
                "AbcdefghijKLMNOP"
            })
    void wordsInWhichSomethingMayHideAreNotBland(String text) {
        assertThat(glance("<body>" + text + "</body>").isBland()).isFalse();
    }

    @Test
    void smallTalkIsShortAndHarmless() {
        assertThat(glance("<body>ok, at eight</body>").isSmallTalk()).isTrue();
        assertThat(glance("<body>see evil.example</body>").isSmallTalk()).isFalse();
        assertThat(glance("<body>" + "words ".repeat(19) + "</body>").isSmallTalk())
                .isTrue();
        assertThat(glance("<body>" + "words ".repeat(20) + "</body>").isSmallTalk())
                .isFalse();
        assertThat(glance("<subject>" + "words ".repeat(15) + "</subject><body>" + "words ".repeat(5) + "</body>")
                        .isSmallTalk())
                .isFalse();
        assertThat(of("<message type='error'><body>ok</body></message>").isSmallTalk())
                .isFalse();
    }

    @Test
    void lettersOfOtherScriptsMayStandForOthers() {
        assertThat(glance("<body>plain</body>").isAscii()).isTrue();
        assertThat(glance("<body>４１１１</body>").isAscii()).isFalse();
    }

    private static Glance glance(String content) {
        return of("<message type='chat'>" + content + "</message>");
    }

    private static Glance of(String xml) {
        return Glance.of(Stanza.parse(Element.read(xml.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT)));
    }
}
