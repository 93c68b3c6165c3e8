// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.StreamOpening;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.web.http.Peer;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Standalone;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A session with a stream that reads, or does not, when the test says so (XEP-0124).
class BoshSessionTest {

    private static final long FIRST = 100;
    private static final Peer PEER =
            new Peer(InetAddress.getLoopbackAddress(), new TlsSession("TLSv1.3", "x", null, List.of()));

    private final StepLoop loop = new StepLoop();
    private final List<String> heard = new ArrayList<>();
    private final BoshSessions sessions =
            new BoshSessions(BoshOptions.DEFAULT.withSessions(10, 1), XmlLimits.DEFAULT, List.of(loop), this::handler);
    private @Nullable Connection connection;
    private @Nullable RuntimeException bug;
    private String sid = "";

    private ConnectionHandler handler(Connection made) {
        connection = made;
        throwBug();
        return new ConnectionHandler() {
            @Override
            public void received(StreamEvent event) {
                throwBug();
                switch (event) {
                    case StreamEvent.Opened _ ->
                        made.open(new StreamOpening("id", new Domain("capulet.example"), null));
                    case StreamEvent.Received(Element element) -> heard.add(element.name());
                    case StreamEvent.Closed() -> heard.add("the end");
                }
            }

            @Override
            public void secured() {}

            @Override
            public void failed(StreamError error) {}

            @Override
            public void heard() {}

            @Override
            public void disconnected() {}
        };
    }

    private void throwBug() {
        if (bug != null) {
            throw bug;
        }
    }

    private Connection stream() {
        return Objects.requireNonNull(connection);
    }

    /// The stream reads, or stops reading.
    private void read(boolean on) {
        loop.execute(() -> stream().read(on));
        loop.settle();
    }

    private void write(String element) {
        stream().write(element.getBytes(StandardCharsets.UTF_8));
        loop.settle();
    }

    private CompletableFuture<byte[]> begin(String attributes) {
        CompletableFuture<byte[]> answer = send("<body rid='" + FIRST + "' " + attributes);
        if (connection != null && bug == null) {
            write("<features/>");
            sid = Standalone.read(answer.join(), XmlLimits.DEFAULT).attribute("sid", "");
        }
        return answer;
    }

    private CompletableFuture<byte[]> ask(long number, String attributes, String content) {
        return send("<body rid='" + (FIRST + number) + "' sid='" + sid + "' " + attributes, content);
    }

    private CompletableFuture<byte[]> send(String start, String... content) {
        Element body = Standalone.read(
                (start + " xmlns='" + Envelope.NS + "'>" + String.join("", content) + "</body>")
                        .getBytes(StandardCharsets.UTF_8),
                XmlLimits.DEFAULT);
        try {
            CompletableFuture<byte[]> answer =
                    sessions.ask(Envelope.of(body, body.elements().toList()), PEER);
            loop.settle();
            return answer;
        } catch (BoshException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(CompletableFuture<byte[]> answer) {
        assertThat(answer).isDone();
        return new String(answer.join(), StandardCharsets.UTF_8);
    }

    // ---- a stream that does not read

    @Test
    void clientThatIsNotReadFromGetsNoAnswersThatLetItSendMore() {
        begin("hold='1' wait='60'");
        read(false);

        CompletableFuture<byte[]> first = ask(1, "", "<a/><b/>");
        CompletableFuture<byte[]> second = ask(2, "", "<c/>");
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(heard).isEmpty();

        read(true);
        assertThat(heard).containsExactly("a", "b", "c");
        assertThat(first).isDone();
        assertThat(second).isNotDone();
    }

    @Test
    void clientThatIsNotReadFromAndSendsMoreSendsTooMuch() {
        begin("hold='1' wait='60'");
        read(false);
        ask(1, "", "<a/>");
        ask(2, "", "<b/>");

        assertThat(text(ask(3, "", "<c/>"))).contains("policy-violation");
        assertThat(sessions.count()).isZero();
    }

    /// Neither what it is told, nor a pause, nor the time lets it fill the memory.
    @Test
    void clientThatIsNotReadFromIsHeardNoFurtherWhateverFreesItsRequests() {
        begin("hold='1' wait='1'");
        read(false);
        CompletableFuture<byte[]> first = ask(1, "", "<a/>");
        loop.elapse(Duration.ofSeconds(1));
        assertThat(first).isDone();

        CompletableFuture<byte[]> second = ask(2, "", "<b/>");
        CompletableFuture<byte[]> pause = ask(3, "pause='60'", "<c/>");
        write("<told/>");
        loop.elapse(Duration.ofSeconds(70));
        assertThat(second).isNotDone();
        assertThat(pause).isNotDone();
        // A client with requests here is not silent.
        assertThat(sessions.count()).isOne();

        read(true);
        assertThat(heard).containsExactly("a", "b", "c");
        assertThat(text(second)).contains("<told");
        assertThat(pause).isDone();
    }

    @Test
    void goodbyeToAStreamThatDoesNotReadIsHeardInTheEnd() {
        begin("hold='1' wait='60'");
        read(false);
        ask(1, "", "<a/>");
        CompletableFuture<byte[]> goodbye = ask(2, "type='terminate'", "");
        assertThat(goodbye).isNotDone();

        read(true);
        assertThat(heard).containsExactly("a", "the end");
        stream().close();
        loop.settle();
        assertThat(goodbye).isDone();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void streamThatClosesWithoutReadingSaysSo() {
        begin("hold='1' wait='60'");
        read(false);
        CompletableFuture<byte[]> first = ask(1, "", "<a/>");
        ask(2, "", "<b/>");

        stream().close();
        loop.settle();

        assertThat(text(first)).contains("terminate");
        assertThat(sessions.count()).isZero();
    }

    // ---- keys and repeats

    private static final String ONE = "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"; // of "foo"

    @Test
    void requestThatIsHeldGoesToNobodyWithoutItsKey() {
        begin("hold='1' wait='60' newkey='" + ONE + "'");
        CompletableFuture<byte[]> held = ask(1, "key='foo'", "");

        assertThat(text(ask(1, "key='bar'", ""))).contains("item-not-found");
        assertThat(text(held)).contains("item-not-found");
    }

    @Test
    void requestThatIsHeldGoesToWhoeverHasItsKey() {
        begin("hold='1' wait='60' newkey='" + ONE + "'");
        CompletableFuture<byte[]> held = ask(1, "key='foo'", "");
        CompletableFuture<byte[]> again = ask(1, "key='foo'", "");

        assertThat(text(held)).contains("error");
        write("<told/>");
        assertThat(text(again)).contains("<told");
    }

    @Test
    void requestThatCameTooEarlyGoesToNobodyWithoutItsKey() {
        begin("hold='1' wait='60' newkey='" + ONE + "'");
        CompletableFuture<byte[]> early = ask(2, "key='bar'", "");

        assertThat(text(ask(2, "key='baz'", ""))).contains("item-not-found");
        assertThat(text(early)).contains("item-not-found");
        assertThat(sessions.count()).isZero();
    }

    @Test
    void requestThatCameTooEarlyIsNotRepeatedForEver() {
        begin("hold='1' wait='60'");
        String said = "";
        for (int i = 0; i < 12; i++) {
            CompletableFuture<byte[]> answer = ask(2, "", "");
            said = answer.isDone() && said.isEmpty() ? text(answer) : said;
        }

        assertThat(said).contains("policy-violation");
    }

    @Test
    void answerToAPauseIsGivenAgain() {
        begin("hold='1' wait='60'");
        CompletableFuture<byte[]> held = ask(1, "", "");
        CompletableFuture<byte[]> pause = ask(2, "pause='60'", "");

        assertThat(text(ask(2, "pause='60'", ""))).isEqualTo(text(pause)).doesNotContain("terminate");
        assertThat(text(ask(1, "", ""))).isEqualTo(text(held)).doesNotContain("terminate");
    }

    /// XEP-0124 §10.
    @Test
    void clientWhoseRequestsWaitForOneThatDoesNotComeIsGone() {
        begin("hold='1' wait='60'");
        ask(2, "", "");
        loop.elapse(Duration.ofSeconds(59));
        assertThat(sessions.count()).isOne();

        loop.elapse(Duration.ofSeconds(1));
        assertThat(sessions.count()).isZero();
    }

    /// The one before the gap was held when the one behind it came.
    @Test
    void clientWhoseRequestsWaitIsGoneThoughOneWasHeldBefore() {
        begin("hold='1' wait='60'");
        CompletableFuture<byte[]> held = ask(1, "", "");
        CompletableFuture<byte[]> early = ask(3, "type='terminate'", "");
        loop.elapse(Duration.ofSeconds(60));
        assertThat(held).isDone();
        assertThat(early).isNotDone();

        loop.elapse(Duration.ofSeconds(60));
        assertThat(sessions.count()).isZero();
    }

    // ---- bugs

    @Test
    void sessionThatCannotBeMadeAnswersAndFreesItsPlace() {
        bug = new IllegalStateException("a bug");
        assertThat(begin("hold='1' wait='60'")).isCompletedExceptionally();
        assertThat(sessions.count()).isZero();

        bug = null;
        assertThat(text(begin("hold='1' wait='60'"))).doesNotContain("policy-violation");
    }

    @Test
    void sessionThatFailsAnswersAndFreesItsPlace() {
        begin("hold='1' wait='60'");
        CompletableFuture<byte[]> held = ask(1, "", "");
        bug = new IllegalStateException("a bug");

        assertThat(ask(2, "", "<a/>")).isCompletedExceptionally();
        assertThat(text(held)).contains("internal-server-error");
        assertThat(sessions.count()).isZero();
    }
}
