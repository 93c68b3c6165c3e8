// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.stanza.StreamException;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// What one stream can make the parser hold or do.
class XmlLimitsTest {

    private static final XmlLimits LIMITS = new XmlLimits(1000, 3, 2, 10, 2);
    private static final String HEADER = "<s xmlns='x'>";

    @Test
    void stanzaOfTheLargestSizePasses() {
        assertThat(error(stanza(1000), 1)).isEmpty();
        assertThat(error(stanza(1000), 5000)).isEmpty();
    }

    @Test
    void stanzaOfOneByteMoreIsRefusedWhereverItIsCut() {
        for (int piece : new int[] {1, 7, 999, 1000, 1001, 5000}) {
            assertThat(error(stanza(1001), piece)).as("%d", piece).isEqualTo("policy-violation");
        }
    }

    // XEP-0205 and others name the reason in urn:xmpp:errors.
    @Test
    void refusalOfABigStanzaSaysSo() {
        StreamParser parser = new StreamParser(LIMITS);
        byte[] source = (HEADER + stanza(2000)).getBytes(UTF_8);
        parser.feed(source, 0, source.length);
        parser.next();

        Assertions.assertThatThrownBy(parser::next)
                .isInstanceOfSatisfying(
                        StreamException.class,
                        e -> assertThat(e.error().application())
                                .isEqualTo(Element.of("urn:xmpp:errors", "stanza-too-big")));
    }

    @Test
    void stanzaWithoutEndIsRefusedBeforeItIsHeld() {
        for (String start : new String[] {"<a>", "<a b='", "<a", "<a><![CDATA[", "</", "<a><b>"}) {
            StreamParser parser = new StreamParser(LIMITS);
            byte[] source = (HEADER + start + "x".repeat(1000)).getBytes(UTF_8);
            parser.feed(source, 0, source.length);
            parser.next();

            Assertions.assertThatThrownBy(parser::next).as(start).isInstanceOf(StreamException.class);
            assertThat(parser.pending()).isZero();
        }
    }

    @Test
    void headerAndDeclarationAreLimited() {
        String space = " ".repeat(1001);

        assertThat(read("<s xmlns='x'" + space + ">", 100)).isEqualTo("policy-violation");
        assertThat(read("<?xml" + space, 100)).isEqualTo("policy-violation");
    }

    @Test
    void whiteSpaceBetweenStanzasCostsNothing() {
        String space = " \n".repeat(50_000);

        assertThat(read(space + HEADER + space + "<a/>" + space + "</s>" + space, 100))
                .isEmpty();
    }

    @Test
    void depthIsLimited() {
        assertThat(error("<a><a><a/></a></a>", 5000)).isEmpty();
        assertThat(error("<a><a><a><a/></a></a></a>", 5000)).isEqualTo("policy-violation");
    }

    @Test
    void attributesAndNamespacesAreLimited() {
        assertThat(error("<a b='' c='' xmlns:d='d' xmlns:e='e'/>", 5000)).isEmpty();
        assertThat(error("<a b='' c='' d=''/>", 5000)).isEqualTo("policy-violation");
        assertThat(error("<a xmlns:b='b' xmlns:c='c' xmlns:d='d'/>", 5000)).isEqualTo("policy-violation");
        assertThat(read("<s xmlns:b='b' xmlns:c='c' xmlns:d='d'>", 5000)).isEqualTo("policy-violation");
    }

    @Test
    void namesAreLimited() {
        assertThat(error("<aaaaaaaaaa bbbbbbbbbb=''/>", 5000)).isEmpty();
        assertThat(error("<aaaaaaaaaaa/>", 5000)).isEqualTo("policy-violation");
        assertThat(error("<a bbbbbbbbbbb=''/>", 5000)).isEqualTo("policy-violation");
    }

    @Test
    void limitsCanBeChangedBetweenStanzas() {
        StreamParser parser = new StreamParser(LIMITS);
        byte[] source = (HEADER + stanza(2000)).getBytes(UTF_8);
        parser.feed(source, 0, source.length);
        parser.next();
        parser.limit(LIMITS.withStanzaBytes(2000));

        assertThat(parser.next()).isInstanceOf(StreamEvent.Received.class);
    }

    // Quadratic work would take minutes: two megabytes of one token, fed byte by byte.
    @Test
    void timeIsLinearHoweverSmallThePiecesAre() {
        XmlLimits wide = XmlLimits.DEFAULT.withStanzaBytes(3_000_000);
        String big = "x".repeat(2_000_000);
        for (String form : new String[] {"<a>%s</a>", "<a b='%s'/>", "<a><![CDATA[%s]]></a>"}) {
            byte[] source = (HEADER + form.formatted(big)).getBytes(UTF_8);

            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(Reading.of(source, 1, wide).error()).isEmpty());
        }
    }

    private static String stanza(int bytes) {
        return "<a>" + "x".repeat(bytes - 7) + "</a>";
    }

    private static String error(String source, int piece) {
        return read(HEADER + source, piece);
    }

    private static String read(String source, int piece) {
        return Reading.of(source.getBytes(UTF_8), piece, LIMITS).error();
    }
}
