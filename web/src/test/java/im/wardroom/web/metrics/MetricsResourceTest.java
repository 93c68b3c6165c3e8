// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.web.RawClient;
import im.wardroom.web.RawClient.Answer;
import im.wardroom.web.TestWeb;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who can read the numbers over HTTPS, and what is read.
@Timeout(60)
class MetricsResourceTest {

    private static final String TOKEN = "Xq3-not-a-real-token";
    private static final Predicate<InetAddress> NOBODY = address -> false;

    private static final PrometheusMeterRegistry REGISTRY = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// To which this machine is near.
    private static TestWeb near;

    /// To which nobody is near.
    private static TestWeb far;

    /// To which nobody is near, and which has no token.
    private static TestWeb closed;

    @BeforeAll
    static void start() {
        near = web(InetAddress::isLoopbackAddress, Optional.of(TOKEN));
        far = web(NOBODY, Optional.of(TOKEN));
        closed = web(NOBODY, Optional.empty());
    }

    @AfterAll
    static void stop() {
        near.close();
        far.close();
        closed.close();
    }

    private static TestWeb web(Predicate<InetAddress> near, Optional<String> token) {
        MetricsResource resource = new MetricsResource(new Scrapers(near, token), REGISTRY, () -> {});
        return TestWeb.startWith(resource::find);
    }

    private static void looksLikeNothing(TestWeb web, String method, String... lines) {
        assertThat(ask(web, method, "/metrics", lines))
                .usingRecursiveComparison()
                .isEqualTo(ask(web, method, "/nothing-here", lines));
        assertThat(ask(web, method, "/metrics", lines).status()).isEqualTo(404);
    }

    private static Answer ask(TestWeb web, String method, String path, String... lines) {
        try (RawClient client = web.connect()) {
            return client.request(method, path, lines);
        }
    }

    @Test
    void whoIsNearReadsThemWithoutAToken() {
        Answer answer = ask(near, "GET", "/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "text/plain; version=0.0.4; charset=utf-8")
                .containsEntry("cache-control", "no-store");
        assertThat(ask(near, "HEAD", "/metrics").status()).isEqualTo(200);
        assertThat(ask(near, "POST", "/metrics", "Content-Length: 0").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "DELETE"})
    void forAStrangerThereIsNoSuchPageWhateverTheMethod(String method) {
        looksLikeNothing(far, method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void forAStrangerThereIsNoSuchPageToSendSomethingTo(String method) {
        looksLikeNothing(far, method, "Content-Length: 0");
        looksLikeNothing(far, method, "Content-Length: 5", "Expect: 100-continue");
    }

    @Test
    void whoIsElsewhereNeedsTheToken() {
        assertThat(ask(far, "GET", "/metrics", "Authorization: Bearer " + TOKEN).status())
                .isEqualTo(200);
        assertThat(ask(far, "GET", "/metrics", "authorization: bearer  " + TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + TOKEN + "x",
                "Authorization: Bearer Xq3-not-a-real-toke",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Basic " + TOKEN,
                "Authorization: " + TOKEN,
                "Authorization: Bearer " + TOKEN + "\r\nAuthorization: Bearer " + TOKEN,
                "Cookie: " + TOKEN,
            })
    void whatIsNotTheTokenOpensNothing(String line) {
        looksLikeNothing(far, "GET", line);
    }

    @Test
    void withoutATokenNoneIsRight() {
        looksLikeNothing(closed, "GET", "Authorization: Bearer ");
        looksLikeNothing(closed, "GET", "Authorization: Bearer null");
    }

    /// A proxy on this machine is near, and who asks through it is not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 198.51.100.7",
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=198.51.100.7",
                "X-Real-IP: 198.51.100.7",
                "Via: 1.1 proxy"
            })
    void whatAProxyPassesOnNeedsTheTokenWhereverTheProxyIs(String line) {
        looksLikeNothing(near, "GET", line);
        assertThat(ask(near, "GET", "/metrics", line, "Authorization: Bearer " + TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics/", "/METRICS", "//metrics", "/metrics/x", "/%6Detrics"})
    void otherPathsAreOtherPaths(String path) {
        assertThat(ask(near, "GET", path).status()).isEqualTo(404);
    }

    @Test
    void everyLineIsOneThatPrometheusUnderstands() {
        Counter.builder("wardroom.guard.stopped")
                .description("Stopped,\nwith a \\ in it.")
                .tag("reason", "worm-fan-out")
                .register(REGISTRY)
                .increment();
        Gauge.builder("wardroom.sessions", () -> 7).description("Sessions.").register(REGISTRY);
        Timer.builder("wardroom.guard.judging")
                .description("How long.")
                .serviceLevelObjectives(Duration.ofNanos(5_000), Duration.ofMillis(1))
                .register(REGISTRY)
                .record(Duration.ofNanos(7_000));
        MultiGauge.builder("wardroom.guard.scanner.up")
                .description("Works.")
                .register(REGISTRY)
                .register(List.of(MultiGauge.Row.of(Tags.of("scanner", "a \"quoted\\one\"\n"), 1)), true);
        String text = ask(near, "GET", "/metrics").text();
        assertThat(numbers(text))
                .containsEntry("wardroom_guard_stopped_total{reason=\"worm-fan-out\"}", 1.0)
                .containsEntry("wardroom_sessions", 7.0)
                .containsEntry("wardroom_guard_judging_seconds_bucket{le=\"5.0E-6\"}", 0.0)
                .containsEntry("wardroom_guard_judging_seconds_bucket{le=\"0.001\"}", 1.0)
                .containsEntry("wardroom_guard_judging_seconds_count", 1.0)
                .containsEntry("wardroom_guard_scanner_up{scanner=\"a \\\"quoted\\\\one\\\"\\n\"}", 1.0);
    }

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (?:[^\\\\\n]|\\\\[\\\\n])+");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary)");
    private static final Pattern SAMPLE =
            Pattern.compile("((" + NAME + ")(?:\\{" + LABEL + "(?:," + LABEL + ")*})?) (\\S+)");

    /// Reads it as Prometheus does: line by line, each number under its help and its type.
    private static Map<String, Double> numbers(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> numbers = new HashMap<>();
        Set<String> helped = new HashSet<>();
        Set<String> typed = new HashSet<>();
        for (String line : text.lines().toList()) {
            var help = HELP.matcher(line);
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (help.matches()) {
                assertThat(helped.add(help.group(1))).as("one help: " + line).isTrue();
            } else if (type.matches()) {
                assertThat(typed.add(type.group(1))).as("one type: " + line).isTrue();
            } else {
                assertThat(sample.matches()).as(line).isTrue();
                String family = sample.group(2).replaceFirst("_(bucket|sum|count)$", "");
                assertThat(helped.contains(family) && typed.contains(family))
                        .as("help and type: " + line)
                        .isTrue();
                assertThat(numbers.put(sample.group(1), Double.valueOf(sample.group(3))))
                        .as("once: " + line)
                        .isNull();
            }
        }
        return numbers;
    }
}
