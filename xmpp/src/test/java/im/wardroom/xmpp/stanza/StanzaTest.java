// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaTest {

    private static final Jid ROMEO = Jid.parse("romeo@example.net/orchard");
    private static final Jid JULIET = Jid.parse("juliet@example.com");

    // RFC 6121 §5.2.2: an unknown type of a message is treated as normal.
    @ParameterizedTest
    @CsvSource({
        ", NORMAL",
        "normal, NORMAL",
        "chat, CHAT",
        "groupchat, GROUPCHAT",
        "headline, HEADLINE",
        "error, ERROR",
        "Chat, NORMAL",
        "shout, NORMAL"
    })
    void typeOfAMessageIsRead(String type, Message.Type expected) {
        assertThat(Stanza.parse(stanza("message").with("type", type)))
                .isInstanceOfSatisfying(Message.class, m -> assertThat(m.type()).isEqualTo(expected));
    }

    // RFC 6121 §4.7.1
    @ParameterizedTest
    @EnumSource
    void typeOfAPresenceIsRead(Presence.Type type) {
        assertThat(Stanza.parse(stanza("presence").with("type", type.attribute())))
                .isEqualTo(Presence.of(type, null, null));
    }

    // RFC 6120 §8.2.3
    @ParameterizedTest
    @CsvSource({"get, GET", "set, SET", "result, RESULT", "error, ERROR"})
    void typeOfAnIqIsRead(String type, Iq.Type expected) {
        assertThat(Stanza.parse(stanza("iq").with("type", type)))
                .isInstanceOfSatisfying(Iq.class, iq -> assertThat(iq.type()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"presence, available", "presence, ''", "presence, Probe", "iq,", "iq, GET", "iq, ''"})
    void unknownTypeOfAPresenceOrIqIsABadRequest(String name, String type) {
        assertFails(StanzaError.Condition.BAD_REQUEST, stanza(name).with("type", type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "from"})
    void malformedAddressIsRefused(String key) {
        assertFails(StanzaError.Condition.JID_MALFORMED, stanza("message").with(key, "a b@example.com"));
    }

    @Test
    void otherElementsAreNoStanzas() {
        assertThat(Stanza.isStanza(stanza("message"))).isTrue();
        assertThat(Stanza.isStanza(stanza("body"))).isFalse();
        assertThat(Stanza.isStanza(Element.of(Namespaces.STREAM, "message"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Stanza.parse(stanza("body")));
    }

    @Test
    void addressesAreStampedAndRemoved() {
        Stanza message = Stanza.parse(stanza("message").with("id", "1")).addressed(ROMEO, JULIET);

        assertThat(message.element().attribute("from")).isEqualTo("romeo@example.net/orchard");
        assertThat(Stanza.parse(message.element())).isEqualTo(message);
        assertThat(message.addressed(null, null).element().attributes()).containsOnlyKeys("id");
    }

    // RFC 6120 §8.3.1
    @ParameterizedTest
    @CsvSource({"message, chat", "presence, subscribe", "iq, get", "iq, set"})
    void errorGoesBackToTheSenderWithTheSameId(String name, String type) {
        Stanza stanza = Stanza.parse(
                        stanza(name).with("type", type).with("id", "7").with(Element.of("u", "payload")))
                .addressed(ROMEO, JULIET);

        Stanza reply = stanza.errorReply(StanzaError.of(StanzaError.Condition.FORBIDDEN, "No."));

        assertThat(reply.element())
                .isEqualTo(stanza(name)
                        .with("type", "error")
                        .with("id", "7")
                        .with("from", "juliet@example.com")
                        .with("to", "romeo@example.net/orchard")
                        .with(StanzaError.of(StanzaError.Condition.FORBIDDEN, "No.")
                                .toElement()));
        assertThat(Stanza.parse(reply.element())).isEqualTo(reply);
        assertThat(reply.isError()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"message, error", "presence, error", "iq, error", "iq, result"})
    void errorsAndResultsAreNotAnswered(String name, String type) {
        Stanza stanza = Stanza.parse(stanza(name).with("type", type));

        assertThat(stanza.errorReply(StanzaError.of(StanzaError.Condition.FORBIDDEN)))
                .isNull();
    }

    @Test
    void resultOfAnIqGoesBackToTheSender() {
        Iq request = Iq.get("8", ROMEO, JULIET, Element.of("u", "query"));

        assertThat(request.result(Element.of("u", "query")).element())
                .isEqualTo(stanza("iq")
                        .with("type", "result")
                        .with("id", "8")
                        .with("from", "juliet@example.com")
                        .with("to", "romeo@example.net/orchard")
                        .with(Element.of("u", "query")));
        assertThat(request.result(null).element().children()).isEmpty();
    }

    @Test
    void requestHasExactlyOneChild() {
        Iq one = Iq.set("9", ROMEO, null, Element.of("u", "query"));
        Iq two = one.withElement(one.element().with(Element.of("v", "query")));
        Iq none = one.withElement(one.element().withChildren(List.of()));

        assertThat(one.payload()).isEqualTo(Element.of("u", "query"));
        assertThatThrownBy(two::payload).isInstanceOf(StanzaException.class);
        assertThatThrownBy(none::payload).isInstanceOf(StanzaException.class);
    }

    // RFC 6121 §4.7.2.3
    @ParameterizedTest
    @CsvSource({"-128, -128", "127, 127", "' 5 ', 5"})
    void priorityIsRead(String text, int priority) {
        assertThat(presence(text).priority()).isEqualTo(priority);
        assertThat(Presence.of(Presence.Type.AVAILABLE, null, null).priority()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"128", "-129", "", "high", "1.5"})
    void priorityOutOfRangeIsABadRequest(String text) {
        assertThatThrownBy(presence(text)::priority).isInstanceOf(StanzaException.class);
    }

    private static Presence presence(String priority) {
        Presence presence = Presence.of(Presence.Type.AVAILABLE, null, null);
        return presence.withElement(presence.element().with(Element.of(Namespaces.CLIENT, "priority", priority)));
    }

    private static void assertFails(StanzaError.Condition condition, Element element) {
        assertThatThrownBy(() -> Stanza.parse(element))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        e -> assertThat(e.error().condition()).isEqualTo(condition));
    }

    private static Element stanza(String name) {
        return Element.of(Namespaces.CLIENT, name);
    }
}
