// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamParserTest {

    private static final String STREAM = "xmlns:stream='http://etherx.jabber.org/streams'";

    @Test
    void streamOpensWithItsHeaderAndDefaultNamespace() {
        Reading reading =
                Reading.of("<?xml version='1.0'?><stream:stream to='example.org' version=\"1.0\" xml:lang='en'"
                        + " xmlns='jabber:client' " + STREAM + ">");

        assertThat(reading.events())
                .containsExactly(new StreamEvent.Opened(
                        Element.of(Namespaces.STREAM, "stream")
                                .with("to", "example.org")
                                .with("version", "1.0")
                                .with("xml:lang", "en"),
                        Namespaces.CLIENT));
    }

    @Test
    void stanzasAndTheEndOfTheStreamAreRead() {
        Reading reading = Reading.inStream(
                " <message to='a@b'><body>Hi &amp; bye</body></message>\n<presence/></stream:stream >\n");

        assertThat(reading.events().subList(1, 4))
                .containsExactly(
                        new StreamEvent.Received(Element.of(
                                        Namespaces.CLIENT, "message", Element.of(Namespaces.CLIENT, "body", "Hi & bye"))
                                .with("to", "a@b")),
                        new StreamEvent.Received(Element.of(Namespaces.CLIENT, "presence")),
                        new StreamEvent.Closed());
        assertThat(reading.error()).isEmpty();
    }

    @Test
    void emptyHeaderOpensAndClosesTheStream() {
        Reading reading = Reading.of("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");

        assertThat(reading.events()).hasSize(2);
        assertThat(reading.isClosed()).isTrue();
    }

    @Test
    void newStreamIsReadAfterARestart() {
        StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
        byte[] source = ("<?xml version='1.0'?>" + Reading.OPENING + "<auth/><?xml version='1.0'?><s xmlns='x'><y/>")
                .getBytes(UTF_8);
        parser.feed(source, 0, source.length);
        parser.next();
        parser.next();
        parser.restart();

        assertThat(parser.next()).isEqualTo(new StreamEvent.Opened(Element.of("x", "s"), "x"));
        assertThat(parser.next()).isEqualTo(new StreamEvent.Received(Element.of("x", "y")));
    }

    @Test
    void prefixesOfTheFormerStreamAreForgottenByARestart() {
        StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
        byte[] source = (Reading.OPENING + "<auth/><stream:stream>").getBytes(UTF_8);
        parser.feed(source, 0, source.length);
        parser.next();
        parser.next();
        parser.restart();

        assertThatThrownBy(parser::next).isInstanceOf(StreamException.class);
    }

    @Test
    void failureLasts() {
        StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
        parser.feed(new byte[] {'x'}, 0, 1);
        assertThatThrownBy(parser::next).isInstanceOf(StreamException.class);
        byte[] header = Reading.OPENING.getBytes(UTF_8);
        parser.feed(header, 0, header.length);

        assertThatThrownBy(parser::next).isInstanceOf(StreamException.class);
        assertThat(parser.pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>&lt;&gt;&amp;&quot;&apos;</a>|<>&\"'",
                "<a>&#65;&#x42;&#x1F600;&#0000000000000067;</a>|AB\ud83d\ude00C",
                "<a><![CDATA[<b>&amp;]]]></a>|<b>&amp;]",
                "<a>x<![CDATA[y]]>z<![CDATA[]]></a>|xyz",
                "<a>]]&gt; ]] ]></a>|]]> ]] ]>",
                "<a>é€\ud83d\ude00</a>|é€\ud83d\ude00"
            })
    void textIsDecoded(String source, String text) {
        assertThat(Reading.element(source).children()).containsExactly(new Text(text));
    }

    // XML 1.0 §2.11, §3.3.3
    @Test
    void lineEndsAndAttributesAreNormalised() {
        assertThat(Reading.element("<a>1\r\n2\r3\n4&#13;</a>").text()).isEqualTo("1\n2\n3\n4\r");
        assertThat(Reading.element("<a b='1\r\n2\t3\n4&#10;&#9;'/>").attribute("b"))
                .isEqualTo("1 2 3 4\n\t");
    }

    @Test
    void qualifiedAttributesAreKeyedByTheirNamespace() {
        Element element = Reading.element("<a b='1' xml:lang='de' x:b='2' xmlns:x='urn:x'/>");

        assertThat(element.attributes()).containsOnlyKeys("b", "xml:lang", "{urn:x}b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?>",
                "<?xml version=\"1.0\" encoding='utf-8' ?>",
                "<?xml version = '1.0' encoding='UTF-8' standalone='yes'?>\n",
                "\n"
            })
    void whatMayStandBeforeTheHeader(String prolog) {
        assertThat(Reading.of(prolog + Reading.OPENING).events()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|not-well-formed",
                "\ufeff<s>|not-well-formed",
                "</s>|not-well-formed",
                "` <?xml version='1.0'?><s/>`|restricted-xml",
                "<?xml version='1.0'?><?xml version='1.0'?>|restricted-xml",
                "<?xml version='1.1'?>|not-well-formed",
                "<?xml encoding='UTF-8'?>|not-well-formed",
                "<?xml version='1.0' encoding='ISO-8859-1'?>|unsupported-encoding",
                "<?xml version='1.0\"?>|not-well-formed",
                "<?xml-stylesheet href='x'?>|restricted-xml",
                "<!DOCTYPE s>|restricted-xml",
                "<!-- x -->|restricted-xml",
                "<![CDATA[x]]>|not-well-formed",
                "<stream:stream>|bad-namespace-prefix",
                "<s a='1' a='2'>|not-well-formed"
            })
    void badProlog(String source, String condition) {
        assertThat(Reading.of(source).error()).isEqualTo(condition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text|bad-format",
                "&#32;|bad-format",
                "<![CDATA[ ]]>|bad-format",
                "<a/>x|bad-format",
                "</stream:streams>|not-well-formed",
                "</stream:stream a='1'>|not-well-formed",
                "</stream:stream><a/>|not-well-formed",
                "</stream:stream>x|not-well-formed",
                "<a></b>|not-well-formed",
                "<a></ a>|not-well-formed",
                "<a><b></a></b>|not-well-formed",
                "<>|not-well-formed",
                "< a/>|not-well-formed",
                "<a / >|not-well-formed",
                "<a/b>|not-well-formed",
                "<1a/>|not-well-formed",
                "<-a/>|not-well-formed",
                "<a<b/>|not-well-formed",
                "<:a/>|not-well-formed",
                "<a:/>|not-well-formed",
                "<a:b:c xmlns:a='x'/>|not-well-formed",
                "<a:1 xmlns:a='x'/>|not-well-formed",
                "<a b/>|not-well-formed",
                "<a b=c/>|not-well-formed",
                "<a b='1'c='2'/>|not-well-formed",
                "<a b='<'/>|not-well-formed",
                "<a b='&'/>|not-well-formed",
                "<a b='1' b='2'/>|not-well-formed",
                "<a x:b='1' y:b='2' xmlns:x='u' xmlns:y='u'/>|not-well-formed",
                "<a xmlns='u' xmlns='v'/>|not-well-formed",
                "<a xmlns:x='u' xmlns:x='u'/>|not-well-formed",
                "<a xmlns:x=''/>|not-well-formed",
                "<x:a/>|bad-namespace-prefix",
                "<a x:b='1'/>|bad-namespace-prefix",
                "<xmlns:a/>|bad-namespace-prefix",
                "<a xmlns:xml='u'/>|bad-namespace-prefix",
                "<a xmlns:xmlns='u'/>|bad-namespace-prefix",
                "<a xmlns:x='http://www.w3.org/XML/1998/namespace'/>|bad-namespace-prefix",
                "<a xmlns='http://www.w3.org/XML/1998/namespace'/>|bad-namespace-prefix",
                "<a xmlns:x='http://www.w3.org/2000/xmlns/'/>|bad-namespace-prefix",
                "<b><a xmlns:x='u'/><x:a/></b>|bad-namespace-prefix",
                "<a>]]></a>|not-well-formed",
                "<a>&</a>|not-well-formed",
                "<a>&amp</a>|not-well-formed",
                "<a>&;</a>|not-well-formed",
                "<a>& ;</a>|not-well-formed",
                "<a>&#;</a>|not-well-formed",
                "<a>&#x;</a>|not-well-formed",
                "<a>&#xG;</a>|not-well-formed",
                "<a>&#X41;</a>|not-well-formed",
                "<a>&#-1;</a>|not-well-formed",
                "<a>&#0;</a>|not-well-formed",
                "<a>&#8;</a>|not-well-formed",
                "<a>&#xD800;</a>|not-well-formed",
                "<a>&#xFFFE;</a>|not-well-formed",
                "<a>&#x110000;</a>|not-well-formed",
                "<a>&#99999999999999999999;</a>|not-well-formed",
                "<a>&nbsp;</a>|restricted-xml",
                "<a>&ampere;</a>|restricted-xml",
                "<a b='&nbsp;'/>|restricted-xml",
                "<a><!-- x --></a>|restricted-xml",
                "<!-- x -->|restricted-xml",
                "<a><?x y?></a>|restricted-xml",
                "<?x y?>|restricted-xml",
                "<!DOCTYPE a>|restricted-xml",
                "<a><![cdata[x]]></a>|not-well-formed",
                "<a><!ELEMENT x></a>|not-well-formed",
                "<a>\u0001</a>|not-well-formed",
                "<a>\uffff</a>|not-well-formed",
                "<a b='\u0001'/>|not-well-formed",
                "<a><![CDATA[\u0008]]></a>|not-well-formed",
                "<a\u00d7/>|not-well-formed"
            })
    void badContent(String source, String condition) {
        Reading reading = Reading.inStream(source);

        assertThat(reading.error()).isEqualTo(condition);
    }

    // RFC 3629 §3, §4
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c0\u0080",
                "\u00c1\u00bf",
                "\u00e0\u0080\u0080",
                "\u00e0\u009f\u00bf",
                "\u00f0\u0080\u0080\u0080",
                "\u00ed\u00a0\u0080",
                "\u00ed\u00bf\u00bf",
                "\u00f4\u0090\u0080\u0080",
                "\u00f5\u0080\u0080\u0080",
                "\u00ff",
                "\u0080",
                "\u00c3",
                "\u00e2\u0082",
                "\u00c3("
            })
    void brokenUtf8IsRefusedEverywhere(String latin) {
        for (String form : List.of("<a>%s</a>", "<a b='%s'/>", "<a%s/>", "<a><![CDATA[%s]]></a>")) {
            byte[] source = (Reading.OPENING + form.formatted(latin)).getBytes(ISO_8859_1);

            assertThat(Reading.of(source).error()).as(form).isEqualTo("unsupported-encoding");
        }
    }

    @Test
    void anIdleStreamHoldsNoBytes() {
        StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
        byte[] source = (Reading.OPENING + "<message><body>x</body></message>  \n ").getBytes(UTF_8);
        parser.feed(source, 0, source.length);
        Reading.pull(parser, new ArrayList<>());

        assertThat(parser.pending()).isZero();
    }
}
