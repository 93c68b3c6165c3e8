// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final BareJid KONG = BareJid.parse("confucius@scholars.example");

    private static Search nick(String text) {
        return Search.of(Element.of(Search.NS, "query").with(Element.of(Search.NS, "nick", text)));
    }

    private static Search last(String text) {
        return Search.of(Element.of(Search.NS, "query").with(Element.of(Search.NS, "last", text)));
    }

    private static Entry entry(String card) {
        return Entry.of(KONG, card.getBytes(StandardCharsets.UTF_8), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "**", "a", "*a*", " * a * "})
    void whatSaysTooLittleIsRefused(String text) {
        assertThatThrownBy(() -> nick(text)).isInstanceOf(StanzaException.class);
    }

    @Test
    void oneCharacterIsEnoughWhereItIsAName() {
        Entry kong = entry("<vCard xmlns='vcard-temp'><N><FAMILY>孔</FAMILY><GIVEN>丘</GIVEN></N></vCard>");
        assertThat(last("孔").fits(kong)).isTrue();
        assertThat(last("孟").fits(kong)).isFalse();
    }

    @Test
    void starsAtTheEndsMeanNothing() {
        Entry nameless = Entry.of(KONG, new byte[0], true);
        assertThat(nick("*fuci*").fits(nameless)).isTrue();
        assertThat(nick("con*us").fits(nameless)).isFalse();
    }

    @Test
    void cardWithoutPartsOfTheNameIsFoundByTheWholeName() {
        Entry entry = entry("<vCard xmlns='vcard-temp'><FN>Master Kong</FN></vCard>");
        assertThat(entry.first()).isEqualTo("Master Kong");
        assertThat(entry.nick()).isEqualTo("confucius");
    }

    @Test
    void cardThatIsFullOfTextIsCutShort() {
        Entry entry = entry("<vCard xmlns='vcard-temp'><NICKNAME>" + "k".repeat(10_000) + "</NICKNAME></vCard>");
        assertThat(entry.nick()).hasSize(200);
    }

    @Test
    void cardThatIsNoneIsNoName() {
        assertThat(entry("<vCard xmlns='vcard-temp'><N>Kong</N><EMAIL/></vCard>")
                        .email())
                .isEmpty();
    }
}
