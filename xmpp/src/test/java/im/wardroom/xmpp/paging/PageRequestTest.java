// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static PageRequest set(String content) {
        String xml = "<set xmlns='http://jabber.org/protocol/rsm'>" + content + "</set>";
        return PageRequest.of(Element.read(xml.getBytes(StandardCharsets.UTF_8), ""));
    }

    @Test
    void withoutASetTheFirstPageIsMeant() {
        assertThat(PageRequest.of(null)).isEqualTo(PageRequest.FIRST);
        assertThat(PageRequest.FIRST.sizeWithin(50)).isEqualTo(50);
    }

    /// XEP-0059 §2.2.
    @Test
    void pageBehindAnItem() {
        assertThat(set("<max>10</max><after>abc</after>")).isEqualTo(new PageRequest(10, "abc", null, false));
    }

    /// XEP-0059 §2.3.
    @Test
    void pageBeforeAnItem() {
        assertThat(set("<max>10</max><before>abc</before>")).isEqualTo(new PageRequest(10, null, "abc", true));
    }

    /// XEP-0059 §2.5.
    @Test
    void emptyBeforeMeansTheLastPage() {
        assertThat(set("<before/>")).isEqualTo(new PageRequest(null, null, null, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"51", "2147483648", "99999999999999999999999999"})
    void howeverMuchIsAskedForPageStaysWithinItsBound(String max) {
        assertThat(set("<max>" + max + "</max>").sizeWithin(50)).isEqualTo(50);
    }

    @Test
    void zeroesInFrontOfANumberSayNothing() {
        assertThat(set("<max>000000000007</max>").max()).isEqualTo(7);
        assertThat(set("<max>000</max>").max()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5", "0x10", "١"})
    void whatIsNoNumberIsABadRequest(String max) {
        assertThatThrownBy(() -> set("<max>" + max + "</max>"))
                .isInstanceOf(StanzaException.class)
                .hasMessage("bad-request");
    }

    /// XEP-0059 §2.6.
    @Test
    void placeByIndexIsNotImplemented() {
        assertThatThrownBy(() -> set("<max>10</max><index>371</index>")).hasMessage("feature-not-implemented");
    }

    @Test
    void summaryNamesTheEndsOfThePage() {
        assertThat(PageSummary.of("a", "b").toElement().toString())
                .isEqualTo("<set xmlns='http://jabber.org/protocol/rsm'><first>a</first><last>b</last></set>");
        assertThat(PageSummary.counted(800).toElement().toString()).contains("<count>800</count>");
        assertThat(PageSummary.EMPTY.toElement().firstElement()).isNull();
    }
}
