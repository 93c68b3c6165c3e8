// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which requests are answered, which are refused, and that nothing is left on a connection to be misread.
@Timeout(60)
class RequestsTest {

    private static final String HOST = "Host: capulet.example\r\n";
    private static final String SECOND = "GET /settings.json HTTP/1.1\r\n" + HOST + "\r\n";

    private static TestWeb web;

    @BeforeAll
    static void start() {
        web = TestWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void oneConnectionServesOneRequestAfterTheOther() {
        try (RawClient client = web.connect()) {
            assertThat(client.get("/settings.json").status()).isEqualTo(200);
            assertThat(client.get("/nothing").status()).isEqualTo(404);
            assertThat(client.get("/settings.json").status()).isEqualTo(200);
        }
    }

    @Test
    void requestsThatComeAtOnceAreAnsweredInOrder() {
        try (RawClient client = web.connect()) {
            client.send("GET /nothing HTTP/1.1\r\n" + HOST + "\r\n" + SECOND);

            assertThat(client.answer().status()).isEqualTo(404);
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void manyRequestsAtOnceAreNotKept() {
        try (RawClient client = web.connect()) {
            client.send(SECOND.repeat(200));

            int bytes = 0;
            while (client.read() >= 0) {
                bytes++;
            }
            assertThat(bytes).isLessThan(20_000);
        }
    }

    @Test
    void requestMayComeInPieces() {
        try (RawClient client = web.connect()) {
            for (char c : SECOND.toCharArray()) {
                client.send((byte) c);
            }

            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void connectionIsClosedAfterwardsIfTheClientSaysSo() {
        try (RawClient client = web.connect()) {
            assertThat(client.get("/settings.json", "Connection: close").headers())
                    .containsEntry("connection", "close");
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void headHasTheHeadersAndNoBody() {
        try (RawClient client = web.connect()) {
            RawClient.Answer head = client.request("HEAD", "/settings.json");
            RawClient.Answer get = client.get("/settings.json");

            assertThat(head.headers()).isEqualTo(get.headers());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void pageCanOnlyBeRead(String method) {
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.request(method, "/", "Content-Length: 0");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
            assertThat(client.read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "get"})
    void otherMethodsAreNotKnown(String method) {
        try (RawClient client = web.connect()) {
            assertThat(client.request(method, "/").status()).isEqualTo(501);
            assertThat(client.read()).isNegative();
        }
    }

    /// RFC 9112 §6.3, §11.2: whatever could be taken for the end of the request by one and not by another.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5",
                "Content-Length: 0\r\nContent-Length: 5",
                "Content-Length: 0, 5",
                "Content-Length: +0",
                "Content-Length: -1",
                "Content-Length: 0x0",
                "Content-Length: 99999999999999999999",
                "Content-Length: 0\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding : chunked",
                " Transfer-Encoding: chunked",
                "Content-Length: 0\nTransfer-Encoding: chunked",
                "Content Length: 5",
                "X\0: y",
                "Host: montague.example"
            })
    void requestThatCanBeReadInTwoWaysEndsTheConnection(String lines) {
        try (RawClient client = web.connect()) {
            client.send("GET /settings.json HTTP/1.1\r\n" + HOST + lines + "\r\n\r\n" + SECOND);

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /settings.json HTTP/1.1\r\n\r\n",
                "GET /settings.json HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /settings.json HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /settings.json HTTP/1.1\r\nHost: a\"<b>\r\n\r\n",
                "GET settings.json HTTP/1.1\r\nHost: capulet.example\r\n\r\n",
                "GET /settings.json HTTP/1.1 x\r\nHost: capulet.example\r\n\r\n",
                "GET  /settings.json\r\nHost: capulet.example\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n",
            })
    void requestWithoutItsPartsIsRefused(String text) {
        try (RawClient client = web.connect()) {
            client.send(text);

            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.read()).isNegative();
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0, 505", "HTTP/2.0, 505", "HTTP/0.9, 505", "HTTP/1.2, 505"})
    void otherVersionsAreNotSpoken(String version, int status) {
        try (RawClient client = web.connect()) {
            client.send("GET / " + version + "\r\n" + HOST + "\r\n");

            assertThat(client.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void longLineIsRefused() {
        try (RawClient client = web.connect()) {
            assertThat(client.get("/" + "x".repeat(5_000)).status()).isEqualTo(414);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void manyHeadersAreRefused() {
        try (RawClient client = web.connect()) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                lines.add("X-" + i + ": " + "y".repeat(100));
            }

            assertThat(client.get("/", lines.toArray(String[]::new)).status()).isEqualTo(431);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void protocolIsAgreedOnInTheHandshake() {
        try (RawClient client = web.connect()) {
            assertThat(client.agreedProtocol()).isEqualTo("http/1.1");
        }
    }

    @Test
    void slowRequestIsCutOff() {
        HttpOptions hasty = HttpOptions.DEFAULT.withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(1));
        try (TestWeb impatient = TestWeb.start(hasty);
                RawClient client = impatient.connect()) {
            client.send("GET /settings.json HTTP/1.1\r\nHost: capulet.example\r\n");

            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void idleConnectionIsClosed() {
        HttpOptions hasty = HttpOptions.DEFAULT.withTimeouts(Duration.ofMillis(300), Duration.ofMinutes(1));
        try (TestWeb impatient = TestWeb.start(hasty);
                RawClient client = impatient.connect()) {
            assertThat(client.get("/settings.json").status()).isEqualTo(200);
            assertThat(client.read()).isNegative();
        }
    }

    @Test
    void clientThatDoesNotTakeItsAnswerIsCutOff() {
        HttpOptions hasty = HttpOptions.DEFAULT.withTimeouts(Duration.ofMinutes(1), Duration.ofMillis(300));
        try (TestWeb impatient = TestWeb.start(hasty);
                RawClient client = impatient.connect()) {
            for (int i = 0; i < 20; i++) {
                client.send("GET /converse-14.0.0/converse.min.js HTTP/1.1\r\nHost: capulet.example\r\n\r\n");
            }
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(impatient.server().wire().openConnections())
                            .isZero());
        }
    }

    @Test
    void oldestVisitorGivesWayToANewOne() {
        try (TestWeb small = TestWeb.start(HttpOptions.DEFAULT.withVisitors(2, 2_000));
                RawClient first = small.connect();
                RawClient second = small.connect()) {
            assertThat(first.get("/settings.json").status()).isEqualTo(200);
            assertThat(second.get("/settings.json").status()).isEqualTo(200);
            try (RawClient third = small.connect()) {
                assertThat(third.get("/settings.json").status()).isEqualTo(200);
                assertThat(first.read()).isNegative();
                assertThat(second.get("/settings.json").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void oneAddressHasSoManyVisitorsAndNoMore() {
        try (TestWeb small = TestWeb.start(HttpOptions.DEFAULT.withVisitors(100, 1));
                RawClient first = small.connect()) {
            assertThat(first.get("/settings.json").status()).isEqualTo(200);
            try (RawClient second = small.connect()) {
                assertThat(second.read()).isNegative();
            }
            assertThat(first.get("/settings.json").status()).isEqualTo(200);
        }
    }
}
