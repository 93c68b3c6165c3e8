// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveQueryTest {

    private static final String TYPE = "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>";

    private static ArchiveQuery query(String attributes, String content) {
        String xml = "<query xmlns='urn:xmpp:mam:2' " + attributes + ">" + content + "</query>";
        return ArchiveQuery.of(Element.read(xml.getBytes(StandardCharsets.UTF_8), ""));
    }

    private static ArchiveQuery form(String fields) {
        return query("", "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>");
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    @Test
    void emptyQueryAsksForEverything() {
        assertThat(query("queryid='f27'", ""))
                .isEqualTo(new ArchiveQuery(
                        "f27", null, null, null, null, null, java.util.List.of(), PageRequest.FIRST, false));
    }

    @Test
    void allFieldsAreUnderstood() {
        ArchiveQuery query = query(
                "",
                "<x xmlns='jabber:x:data' type='submit'>" + TYPE + field("with", "juliet@capulet.lit/balcony")
                        + field("start", "2010-06-07T00:00:00Z") + field("end", "2010-07-07T13:23:54Z")
                        + field("after-id", "a") + field("before-id", "b") + field("ids", "i")
                        + field("include-groupchat", "true")
                        + "</x><set xmlns='http://jabber.org/protocol/rsm'><max>10</max></set><flip-page/>");
        assertThat(query.with()).isEqualTo(Jid.parse("juliet@capulet.lit/balcony"));
        assertThat(query.start()).isEqualTo(Instant.parse("2010-06-07T00:00:00Z"));
        assertThat(query.end()).isEqualTo(Instant.parse("2010-07-07T13:23:54Z"));
        assertThat(query.afterId()).isEqualTo("a");
        assertThat(query.beforeId()).isEqualTo("b");
        assertThat(query.ids()).containsExactly("i");
        assertThat(query.page().max()).isEqualTo(10);
        assertThat(query.flipped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "with, @",
        "with, a b@c",
        "start, yesterday",
        "end, 2010-06-07",
        "include-groupchat, maybe",
    })
    void malformedValueIsABadRequest(String name, String value) {
        assertThatThrownBy(() -> form(TYPE + field(name, value))).hasMessage("bad-request");
    }

    @Test
    void formOfAnotherTypeIsABadRequest() {
        assertThatThrownBy(() -> form(field("with", "juliet@capulet.lit"))).hasMessage("bad-request");
        assertThatThrownBy(() -> form(field("FORM_TYPE", "urn:xmpp:mam:1"))).hasMessage("bad-request");
    }

    /// XEP-0313 §4.1.5.
    @Test
    void unknownFieldIsNotImplemented() {
        assertThatThrownBy(() -> form(TYPE + field("text", "O"))).hasMessage("feature-not-implemented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with", "start", "end", "after-id", "before-id", "ids"})
    void fieldWithoutAValueAsksForNothing(String name) {
        assertThat(form(TYPE + "<field var='" + name + "'/>")).isEqualTo(query("", ""));
    }

    @Test
    void idsAreCounted() {
        String values = IntStream.rangeClosed(1, ArchiveQuery.MAX_IDS + 1)
                .mapToObj(i -> "<value>" + i + "</value>")
                .collect(Collectors.joining());
        assertThatThrownBy(() -> form(TYPE + "<field var='ids'>" + values + "</field>"))
                .hasMessage("policy-violation");
    }

    @Test
    void queryIdThatWouldMakeEveryResultLargeIsABadRequest() {
        assertThatThrownBy(() -> query("queryid='" + "x".repeat(1_001) + "'", ""))
                .hasMessage("bad-request");
    }

    @Test
    void accountHasNoNodes() {
        assertThatThrownBy(() -> query("node='urn:example:node'", "")).hasMessage("item-not-found");
    }
}
