// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.xml.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

    // RFC 6120 §8.3.3 names the type that goes with each condition.
    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, bad-request, modify",
        "FEATURE_NOT_IMPLEMENTED, feature-not-implemented, cancel",
        "NOT_AUTHORIZED, not-authorized, auth",
        "RESOURCE_CONSTRAINT, resource-constraint, wait",
        "POLICY_VIOLATION, policy-violation, modify"
    })
    void stanzaErrorHasTheTypeOfItsCondition(StanzaError.Condition condition, String name, String type) {
        assertThat(text(StanzaError.of(condition).toElement()))
                .isEqualTo("<error type='" + type + "'><" + name
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");
    }

    @Test
    void textAndApplicationConditionFollowTheCondition() {
        StanzaError error = StanzaError.of(StanzaError.Condition.GONE, "Moved.").with(Element.of("u", "moved"));

        assertThat(text(error.toElement()))
                .isEqualTo("<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas' xml:lang='en'>Moved.</text>"
                        + "<moved xmlns='u'/></error>");
    }

    // RFC 6120 §4.9.2
    @Test
    void streamErrorIsWrittenWithTheStreamsPrefix() {
        StreamError error =
                StreamError.of(StreamError.Condition.NOT_WELL_FORMED, "No.").with(Element.of("u", "why"));

        assertThat(text(error.toElement()))
                .isEqualTo("<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='en'>No.</text>"
                        + "<why xmlns='u'/></stream:error>");
    }

    @Test
    void exceptionsOfTheProtocolHaveNoStackTrace() {
        assertThat(new StreamException(StreamError.Condition.RESET, "x").getStackTrace())
                .isEmpty();
        assertThat(new StanzaException(StanzaError.Condition.GONE, "x").getStackTrace())
                .isEmpty();
    }

    private static String text(Element element) {
        return new String(element.toBytes(), UTF_8);
    }
}
