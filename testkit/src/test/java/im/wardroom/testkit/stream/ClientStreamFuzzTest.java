// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Any sequence of what a client can say, sensible or not, in any phase of a stream: the server answers or closes, and
/// never fails inside. With `JAZZER_FUZZ=1` it searches; otherwise it replays its corpus.
class ClientStreamFuzzTest {

    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='"
            + Namespaces.STREAM + "' version='1.0' to='" + TestServer.DOMAIN + "'>";

    private static final List<String> WORDS = List.of(
            HEADER,
            "</stream:stream>",
            "<starttls xmlns='" + Namespaces.TLS + "'/>",
            "<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>",
            "<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>biwsbj1yb21lbyxyPWFiYw==</auth>",
            "<response xmlns='" + Namespaces.SASL + "'>Yz1iaXdzLHI9YWJjLHA9YWJj</response>",
            "<abort xmlns='" + Namespaces.SASL + "'/>",
            "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-1'>",
            "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-EXPR'><initial-response>cm9tZW8AAA==</initial-response>"
                    + "<user-agent id='x'/><fast xmlns='urn:xmpp:fast:0' count='9'/></authenticate>",
            "<bind xmlns='urn:xmpp:bind:0'><tag>t</tag></bind>",
            "<iq type='set' id='1'><bind xmlns='" + Namespaces.BIND + "'><resource>r</resource></bind></iq>",
            "<iq type='set' id='1'><bind xmlns='" + Namespaces.BIND + "'/></iq>",
            "<enable xmlns='urn:xmpp:sm:3' resume='true'/>",
            "<resume xmlns='urn:xmpp:sm:3' previd='x' h='1'/>",
            "<r xmlns='urn:xmpp:sm:3'/>",
            "<a xmlns='urn:xmpp:sm:3' h='0'/>",
            "<a xmlns='urn:xmpp:sm:3' h='4294967296'/>",
            "<presence/>",
            "<presence type='unavailable'/>",
            "<presence type='subscribe' to='juliet@capulet.example'/>",
            "<presence to='romeo@capulet.example/",
            "<message to='romeo@capulet.example' type='chat'><body>&#x10FFFF;</body></message>",
            "<message type='error'/>",
            "<iq type='get' id='2'><query xmlns='jabber:iq:roster'/></iq>",
            "<iq type='set' id='3'><query xmlns='jabber:iq:roster'><item jid='a@b'><group>g</group></item></query></iq>",
            "<iq type='result' id='4' to='capulet.example'/>",
            "<iq type='get'/>",
            "</authenticate>",
            "</auth>",
            "'/>",
            "<![CDATA[",
            "]]>");

    private static final Pattern CHALLENGE = Pattern.compile("<challenge[^>]*>([^<]+)</challenge>");

    private static TestServer server;
    private static FakeConnection.ThreadLoop loop;

    @BeforeAll
    static void start() {
        server =
                TestServer.start(List.of(), TestServer.Settings::withoutLockout).withUsers("romeo", "juliet");
        loop = new FakeConnection.ThreadLoop();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @FuzzTest(maxDuration = "4s")
    void anySequenceIsAnsweredOrClosed(byte[] input) {
        FakeConnection connection =
                new FakeConnection(loop, StreamOptions.DEFAULT.strangerLimits(), server.server()::connect);
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < Math.min(input.length, 40) && !connection.isClosed(); i++) {
            int word = input[i] & 0xFF;
            if (word < WORDS.size()) {
                connection.feed(WORDS.get(word).getBytes(StandardCharsets.UTF_8));
            } else if (word == 0xF0) {
                signIn(connection, said);
            } else {
                connection.feed(Arrays.copyOfRange(input, i, i + 1));
            }
            said.append(connection.takeWritten());
        }
        connection.close();
        assertThat(said.toString()).doesNotContain("internal-server-error");
    }

    /// Says the right things, wherever the stream is.
    private static void signIn(FakeConnection connection, StringBuilder said) {
        ScramClient scram = new ScramClient("SCRAM-SHA-256", "romeo", "romeo-secret", null, new byte[0]);
        connection.feed((HEADER + "<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first()
                        + "</auth>")
                .getBytes(StandardCharsets.UTF_8));
        String answer = connection.takeWritten();
        said.append(answer);
        Matcher challenge = CHALLENGE.matcher(answer);
        if (challenge.find()) {
            connection.feed(("<response xmlns='" + Namespaces.SASL + "'>" + scram.answer(challenge.group(1))
                            + "</response>" + HEADER)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
