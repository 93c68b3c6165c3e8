// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Writing: what is only forwarded keeps its bytes, and everything means the same where it is written.
class ElementTest {

    @Test
    void forwardedContentKeepsItsBytes() {
        String content = "<body >1 &#62; 0\r\n</body><x:y xmlns:x=\"u\" b = '1'/><![CDATA[<]]>";
        Element stamped =
                Reading.element("<message to=\"a\">" + content + "</message>").with("from", "b");

        assertThat(new String(stamped.toBytes(), UTF_8))
                .isEqualTo("<message to='a' from='b'>" + content + "</message>");
    }

    @Test
    void addedChildStandsBehindTheKeptBytes() {
        Element added = Reading.element("<message><body >x</body></message>").with(Element.of("u", "y"));

        assertThat(new String(added.toBytes(), UTF_8)).isEqualTo("<message><body >x</body><y xmlns='u'/></message>");
        assertThat(added.children()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message xmlns:x='u'><x:y/></message>",
                "<message xmlns:x='u'><y x:b='1'/></message>",
                "<x:message xmlns:x='jabber:client' xmlns='v'><y/></x:message>",
                "<x:message xmlns:x='u'><y/><x:z/></x:message>",
                "<message><stream:error/><y xmlns='u'><stream:z/></y></message>",
                "<stream:features><mechanisms xmlns='u'><m/></mechanisms><y/></stream:features>",
                "<message xmlns=''><y/></message>",
                "<message><y xmlns='' xml:lang='de'><z xmlns='u' xml:space='preserve'/></y></message>",
                "<message><xml:y/></message>",
                "<message xmlns:x='a}b'><y x:b='1'/></message>",
                "<message><y xmlns:x='u' xmlns:z='v' x:b='1' z:b='2' b='3'/></message>"
            })
    void namespacesAreInForceWhereverAnElementIsWritten(String source) {
        Element element = Reading.element(source);
        String elsewhere = new String(element.toBytes("other"), UTF_8);

        assertThat(Reading.element(new String(element.toBytes(), UTF_8))).isEqualTo(element);
        assertThat(Reading.of("<s xmlns='other' xmlns:stream='" + Namespaces.STREAM + "'>" + elsewhere)
                        .events()
                        .get(1))
                .isEqualTo(new StreamEvent.Received(element));
    }

    @Test
    void streamPrefixIsNotReliedOnWithinAStanza() {
        Element stanza = Reading.element("<message><stream:error/></message>");

        assertThat(Reading.of("<s xmlns='jabber:client'>" + new String(stanza.toBytes(), UTF_8))
                        .error())
                .isEmpty();
    }

    @Test
    void textIsEscapedSoThatItComesBackUnchanged() {
        String text = "<&>\"'\r\n\t]]> \ud83d\ude00";
        Element element = Element.of(Namespaces.CLIENT, "a", text).with("b", text);

        assertThat(Reading.element(new String(element.toBytes(), UTF_8))).isEqualTo(element);
    }

    @Test
    void charactersThatXmlCannotCarryAreReplaced() {
        Element element = Element.of(Namespaces.CLIENT, "a", "x\u0000\ufffey\u000b");

        assertThat(Reading.element(new String(element.toBytes(), UTF_8)).text()).isEqualTo("x\ufffd\ufffdy\ufffd");
    }

    @Test
    void removedChildIsGoneFromTheBytesToo() {
        Element element = Reading.element("<message><body>x</body><y xmlns='u'/></message>");

        assertThat(new String(element.without("u", "y").toBytes(), UTF_8))
                .isEqualTo("<message><body>x</body></message>");
    }
}
