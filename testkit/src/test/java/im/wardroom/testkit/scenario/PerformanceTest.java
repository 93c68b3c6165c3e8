// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.testkit.TestServer;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final String GREETING = """
            = Juliet is greeted
            romeo and juliet are online
            romeo sends <message to='{juliet}' type='chat'><body>hello</body></message>
            """;

    private static void play(String text) {
        for (Script script : ScriptReader.read("some.scenario", text)) {
            Scenarios.play(script, givens -> TestServer.start(List.of(new Pong())));
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(String text) {
        return assertThatThrownBy(() -> play(GREETING + text))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Juliet is greeted");
    }

    @Test
    void rightScriptPasses() {
        assertThatCode(() -> play(GREETING + """
                        juliet receives
                            <message from='{romeo/device}' to='{juliet}' type='chat'>
                              <body>hello</body>
                              <stanza-id xmlns='urn:xmpp:sid:0' by='{juliet}' id='{?given}'/>
                            </message>
                        romeo and juliet receive nothing
                        """)).doesNotThrowAnyException();
    }

    @Test
    void wrongBodyFailsWithPlaceExpectedAndActual() {
        assertFails("juliet receives <message type='chat'><body>goodbye</body>…</message>")
                .hasMessageContaining("some.scenario:4")
                .hasMessageContaining("juliet receives <message type='chat'><body>goodbye</body>…</message>")
                .hasMessageContaining("expected: <message")
                .hasMessageContaining("<body>goodbye</body>")
                .hasMessageContaining("but came: <message")
                .hasMessageContaining("<body>hello</body>");
    }

    @Test
    void missingStanzaFails() {
        assertFails("""
                        juliet receives <message type='chat'>…</message>
                        juliet leaves
                        juliet receives <message type='chat'>…</message>
                        """).hasMessageContaining("but came: the end of the stream");
    }

    @Test
    void extraStanzaFails() {
        assertFails("juliet receives nothing").hasMessageContaining("should have received nothing");
    }

    @Test
    void extraChildFails() {
        assertFails("juliet receives <message type='chat'><body>hello</body></message>")
                .hasMessageContaining("stanza-id");
    }

    @Test
    void missingChildFails() {
        assertFails("juliet receives <message type='chat'><subject>hello</subject>…</message>");
    }

    @Test
    void extraAttributeFails() {
        assertFails("juliet receives <message><body>hello</body>…</message>");
    }

    @Test
    void missingAttributeFails() {
        assertFails("juliet receives <message type='chat' mood='*'><body>hello</body>…</message>");
    }

    @Test
    void wrongNamespaceFails() {
        assertFails("juliet receives <message xmlns='urn:x' type='chat'>…</message>");
    }

    @Test
    void wrongOrderFails() {
        assertFails("""
                romeo sends <message to='{juliet}' type='chat'><body>again</body></message>
                juliet receives <message type='chat'><body>again</body>…</message>
                """);
    }

    @Test
    void anyOrderPassesInAnyOrder() {
        assertThatCode(() -> play(GREETING + """
                        romeo sends <message to='{juliet}' type='chat'><body>again</body></message>
                        juliet receives in any order
                            <message type='chat'><body>again</body>…</message>
                            <message type='chat'><body>hello</body>…</message>
                        """)).doesNotThrowAnyException();
    }

    @Test
    void anyOrderStillCountsEachOnce() {
        assertFails("""
                romeo sends <message to='{juliet}' type='chat'><body>again</body></message>
                juliet receives in any order
                    <message type='chat'><body>hello</body>…</message>
                    <message type='chat'><body>hello</body>…</message>
                """);
    }

    @Test
    void capturedValueIsUsed() {
        assertFails("""
                juliet receives <message type='{?kind}'><body>hello</body>…</message>
                romeo sends <message to='{juliet}' type='{kind}'><body>{kind}</body></message>
                juliet receives <message type='chat'><body>normal</body>…</message>
                """).hasMessageContaining("<body>chat</body>");
    }

    @Test
    void streamThatGoesOnIsNotCutOff() {
        assertFails("juliet is cut off with <stream:error>…</stream:error>");
    }

    @Test
    void cutOffStreamIsRecognised() {
        assertThatCode(() -> play("""
                                = A device that pretends to be another one is cut off
                                romeo is online
                                romeo sends <message from='{juliet}' to='{romeo}'/>
                                romeo is cut off with
                                    <stream:error>
                                      <invalid-from xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>…
                                    </stream:error>
                                """)).doesNotThrowAnyException();
    }

    @Test
    void featureThatIsNotOfferedFails() {
        assertFails("romeo is offered <csi xmlns='urn:xmpp:csi:0'/>").hasMessageContaining("not offered");
    }
}
