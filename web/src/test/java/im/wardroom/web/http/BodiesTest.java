// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestServer;
import im.wardroom.web.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of requests and answers flow in pieces, and what is wrong with one never becomes the next request.
@Timeout(60)
class BodiesTest {

    private static final String HOST = "Host: capulet.example\r\n";
    private static final String SECOND = "GET /count HTTP/1.1\r\n" + HOST + "\r\n";
    private static final int LARGE = 20 << 20;

    private final TestServer server = TestServer.start(List.of(), settings -> settings);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

    /// Counts what it is sent.
    private static final class Counter implements Resource {

        private final CompletableFuture<String> cut = new CompletableFuture<>();

        @Override
        public List<String> methods() {
            return List.of("GET", "PUT");
        }

        @Override
        public Response answer(Request request) throws IOException {
            long count = 0;
            byte[] some = new byte[10_000];
            try {
                for (int n = request.body().read(some);
                        n >= 0;
                        n = request.body().read(some)) {
                    count += n;
                }
            } catch (IOException e) {
                cut.complete(String.valueOf(e.getMessage()));
                throw e;
            }
            return Response.of(200, Long.toString(count));
        }
    }

    private static final Resource REFUSING = new Resource() {
        @Override
        public List<String> methods() {
            return List.of("PUT");
        }

        @Override
        public Response answer(Request request) {
            return Response.of(413);
        }
    };

    private static final Resource LONG = request ->
            new Response(200, Map.of(), new Content.Flowing(LARGE, () -> new ByteArrayInputStream(new byte[LARGE])));

    private static final Resource SHORT = request ->
            new Response(200, Map.of(), new Content.Flowing(LARGE, () -> new ByteArrayInputStream(new byte[5])));

    /// What nobody would expect.
    private static final Resource ERROR = request -> {
        throw new StackOverflowError("of a test");
    };

    private final CompletableFuture<Boolean> brokenWasClosed = new CompletableFuture<>();

    private final Resource broken =
            request -> new Response(200, Map.of(), new Content.Flowing(LARGE, () -> new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("of a test");
                }

                @Override
                public void close() {
                    brokenWasClosed.complete(true);
                }
            }));

    private final Counter counter = new Counter();
    private final InetSocketAddress address = listen(HttpOptions.DEFAULT);

    private InetSocketAddress listen(HttpOptions options) {
        Map<String, Resource> site = Map.of(
                "/count", counter, "/refuse", REFUSING, "/long", LONG, "/short", SHORT, "/error", ERROR, "/broken",
                broken);
        HttpServer http = new HttpServer(
                options, path -> Optional.ofNullable(site.get(path)), new NoUpgrade(), Map.of(), blocking);
        try {
            return Objects.requireNonNull(server.wire()
                    .listenForHttp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), http::accept));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        blocking.shutdown();
    }

    private static String put(String path, long length) {
        return "PUT " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + length + "\r\n\r\n";
    }

    @Test
    void bodyIsReadWholeAndTheNextRequestAfterIt() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/count", 5) + "hello" + SECOND);

            assertThat(client.answer().text()).isEqualTo("5\n");
            assertThat(client.answer().text()).isEqualTo("0\n");
        }
    }

    @Test
    void largeBodyIsReadInPieces() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/count", LARGE));
            client.send(new byte[LARGE]);

            assertThat(client.answer().text()).isEqualTo(LARGE + "\n");
            assertThat(client.get("/count").status()).isEqualTo(200);
        }
    }

    @Test
    void bodyMayComeByteByByte() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/count", 100));
            for (int i = 0; i < 100; i++) {
                client.send((byte) i);
            }

            assertThat(client.answer().text()).isEqualTo("100\n");
        }
    }

    /// RFC 9110 §10.1.1
    @Test
    void clientThatWaitsForItIsAskedForTheBody() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("PUT /count HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(100);
            client.send("abc");
            assertThat(client.answer().text()).isEqualTo("3\n");
        }
    }

    @Test
    void clientThatWaitsIsRefusedBeforeItSendsTheBody() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("PUT /refuse HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void refusalReachesAClientThatStillSends() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/refuse", LARGE));
            client.send(new byte[1 << 20]);

            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void whatFollowsARefusedBodyIsNoRequest() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/nothing", SECOND.length()) + SECOND + SECOND);

            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void bodyThatIsCutOffIsNoticed() throws Exception {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send(put("/count", 10) + "hello");
        }

        assertThat(counter.cut.get(20, TimeUnit.SECONDS)).isEqualTo("the rest of the body did not come");
    }

    /// RFC 9110 §15.5.12
    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void bodyWithoutALengthIsRefused(String lines) {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("PUT /count HTTP/1.1\r\n" + HOST + lines + "\r\n5\r\nhello\r\n0\r\n\r\n" + SECOND);

            assertThat(client.answer().status()).isEqualTo(411);
            assertThat(client.read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 1e1",
                "Content-Length: 9999999999999999"
            })
    void bodyThatCanBeReadInTwoWaysEndsTheConnection(String lines) {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("PUT /count HTTP/1.1\r\n" + HOST + lines + "\r\n\r\nhello" + SECOND);

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void slowBodyIsCutOff() throws Exception {
        InetSocketAddress hasty =
                listen(HttpOptions.DEFAULT.withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(1)));
        try (RawClient client = RawClient.connect(hasty, "http/1.1")) {
            client.send(put("/count", 1_000_000) + "hello");

            assertThat(client.read()).isNegative();
            assertThat(counter.cut.get(20, TimeUnit.SECONDS)).isNotEmpty();
        }
    }

    @Test
    void longAnswerComesWhole() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            assertThat(Arrays.equals(client.get("/long").body(), new byte[LARGE]))
                    .isTrue();
            assertThat(client.get("/count").status()).isEqualTo(200);
        }
    }

    @Test
    void answerThatIsShorterThanItShouldBeIsCutOff() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("GET /short HTTP/1.1\r\n" + HOST + "\r\n");

            int bytes = 0;
            while (client.read() >= 0) {
                bytes++;
            }
            assertThat(bytes).isLessThan(1_000);
        }
    }

    @Test
    void pageThatFailsInAnyWayIsAnswered() {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            assertThat(client.get("/error").status()).isEqualTo(500);
            assertThat(client.get("/count").status()).isEqualTo(200);
        }
    }

    @Test
    void answerThatFailsInAnyWayIsCutOffAndClosed() throws Exception {
        try (RawClient client = RawClient.connect(address, "http/1.1")) {
            client.send("GET /broken HTTP/1.1\r\n" + HOST + "\r\n");

            while (client.read() >= 0) {
                // The headers.
            }
            assertThat(brokenWasClosed.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void visitorInTheMiddleOfSomethingDoesNotGiveWay() {
        InetSocketAddress small = listen(HttpOptions.DEFAULT.withVisitors(2, 100));
        try (RawClient sending = RawClient.connect(small, "http/1.1");
                RawClient idle = RawClient.connect(small, "http/1.1")) {
            startUpload(sending);
            assertThat(idle.get("/count").status()).isEqualTo(200);
            try (RawClient third = RawClient.connect(small, "http/1.1")) {
                assertThat(third.get("/count").status()).isEqualTo(200);
                assertThat(idle.read()).isNegative();
                assertThat(sending.send("hello").answer().text()).isEqualTo("5\n");
                // Now it is idle again, and the oldest.
                assertThat(sending.get("/count").status()).isEqualTo(200);
                startUpload(third);
                try (RawClient fourth = RawClient.connect(small, "http/1.1")) {
                    assertThat(fourth.get("/count").status()).isEqualTo(200);
                    assertThat(sending.read()).isNegative();
                    assertThat(third.send("hello").answer().text()).isEqualTo("5\n");
                }
            }
        }
    }

    @Test
    void oldestGivesWayIfAllAreInTheMiddleOfSomething() {
        InetSocketAddress small = listen(HttpOptions.DEFAULT.withVisitors(2, 100));
        try (RawClient first = RawClient.connect(small, "http/1.1");
                RawClient second = RawClient.connect(small, "http/1.1")) {
            startUpload(first);
            startUpload(second);
            try (RawClient third = RawClient.connect(small, "http/1.1")) {
                assertThat(third.get("/count").status()).isEqualTo(200);
                assertThat(first.read()).isNegative();
                assertThat(second.send("hello").answer().text()).isEqualTo("5\n");
            }
        }
    }

    /// The server waits for five bytes.
    private static void startUpload(RawClient client) {
        client.send("PUT /count HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(100);
    }

    @Test
    void clientThatTakesALongAnswerTooSlowlyIsCutOff() {
        InetSocketAddress hasty =
                listen(HttpOptions.DEFAULT.withTimeouts(Duration.ofMinutes(1), Duration.ofMillis(300)));
        try (RawClient client = RawClient.connect(hasty, "http/1.1")) {
            client.send("GET /long HTTP/1.1\r\n" + HOST + "\r\n");

            org.awaitility.Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(server.wire().openConnections()).isZero());
        }
    }
}
