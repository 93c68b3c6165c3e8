// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedFormTest {

    private static SubmittedForm form(String content) {
        return of("<x xmlns='jabber:x:data' type='submit'>" + content + "</x>");
    }

    private static SubmittedForm of(String xml) {
        return SubmittedForm.of(Element.read(xml.getBytes(StandardCharsets.UTF_8), ""));
    }

    @Test
    void valuesAreFoundByTheNamesOfTheirFields() {
        SubmittedForm form = form(
                "<field var='FORM_TYPE' type='hidden'><value>urn:a</value></field>"
                        + "<field var='one'><value> 1 </value></field><field var='many'><value>a</value><value>b</value></field>");
        assertThat(form.type()).isEqualTo("urn:a");
        assertThat(form.names()).containsExactly("one", "many");
        assertThat(form.one("one")).contains("1");
        assertThat(form.all("many")).containsExactly("a", "b");
    }

    @Test
    void fieldWithoutAValueIsEmpty() {
        SubmittedForm form = form("<field var='one'/><field var='other'><value/></field>");
        assertThat(form.one("one")).isEmpty();
        assertThat(form.one("other")).isEmpty();
        assertThat(form.one("missing")).isEmpty();
        assertThat(form.type()).isEmpty();
    }

    @Test
    void severalValuesAreNotOne() {
        SubmittedForm form = form("<field var='one'><value>1</value><value>2</value></field>");
        assertThatThrownBy(() -> form.one("one")).isInstanceOf(StanzaException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='jabber:x:data'/>",
                "<x xmlns='jabber:x:data' type='cancel'/>",
                "<x xmlns='jabber:x:data' type='submit'><field><value>1</value></field></x>",
                "<x xmlns='jabber:x:data' type='submit'><field var='a'/><field var='a'/></x>"
            })
    void whatIsNoSubmittedFormIsABadRequest(String xml) {
        assertThatThrownBy(() -> of(xml)).isInstanceOf(StanzaException.class).hasMessage("bad-request");
    }
}
