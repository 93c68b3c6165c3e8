// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.Reason;
import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.Namespaces;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The numbers of the started program, as a collector elsewhere reads them over HTTPS.
@Tag("slow")
@Timeout(120)
class MetricsTest {

    private static final String TOKEN = "a-token-of-a-test-9471";
    private static final String BLOCKED = "wardroom_guard_stopped_total{reason=\"blocked-artefact\"}";

    @TempDir
    Path folder;

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "wardroom", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private record Collector(HttpClient http, int port) {

        HttpResponse<String> get(String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                    .timeout(Duration.ofSeconds(20));
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /// What there is, by name and labels.
        Map<String, Double> numbers() {
            HttpResponse<String> answer = get("/metrics", "Authorization", "Bearer " + TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            Map<String, Double> numbers = new TreeMap<>();
            answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.lastIndexOf(' ');
                numbers.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
            return numbers;
        }
    }

    @Test
    void refusalIsCountedAndSoIsWhoIsHereAndWhetherThePolicyIsInForce() throws Exception {
        Files.writeString(
                folder.resolve("policy.toml"), "[[scanners.scanner]]\nname = \"first\"\nhost = \"127.0.0.1\"\n");
        try (StartedProgram program = StartedProgram.start(
                        folder,
                        "[metrics]",
                        "enabled = true",
                        "networks = [\"192.0.2.0/24\"]",
                        "token = \"" + TOKEN + '"');
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(trusting(program.authority()))
                        .build()) {
            Collector collector = new Collector(http, program.httpsPort());
            strangersSeeNothing(collector);
            quietServer(collector.numbers());
            refusedLink(program, collector);
            brokenPolicy(collector);
            everythingHasAMeaningAndNobodysName(collector);
        }
    }

    private static void strangersSeeNothing(Collector collector) {
        HttpResponse<String> stranger = collector.get("/metrics");
        HttpResponse<String> wrong = collector.get("/metrics", "Authorization", "Bearer " + TOKEN + "0");
        HttpResponse<String> nowhere = collector.get("/nowhere");
        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(stranger.headers()).isEqualTo(nowhere.headers());
        assertThat(wrong.headers()).isEqualTo(nowhere.headers());
        assertThat(stranger.body()).isEqualTo(nowhere.body()).isEqualTo(wrong.body());
    }

    private static void quietServer(Map<String, Double> numbers) {
        for (Reason reason : Reason.values()) {
            assertThat(numbers)
                    .containsEntry("wardroom_guard_stopped_total{reason=\"" + reason.code() + "\"}", 0.0)
                    .containsEntry("wardroom_guard_observed_total{reason=\"" + reason.code() + "\"}", 0.0);
        }
        assertThat(numbers)
                .containsEntry("wardroom_build_info{version=\"0.1.0\"}", 1.0)
                .containsEntry("wardroom_accounts_online", 0.0)
                .containsEntry("wardroom_sessions", 0.0)
                .containsEntry("wardroom_guard_quarantined_accounts", 0.0)
                .containsEntry("wardroom_guard_held_messages", 0.0)
                .containsEntry("wardroom_guard_blocked_artefacts{by=\"officer\"}", 0.0)
                .containsEntry("wardroom_guard_outbreaks_total", 0.0)
                .containsEntry("wardroom_guard_policy_in_force", 1.0)
                .containsEntry("wardroom_guard_scanner_up{scanner=\"first\"}", 1.0)
                .containsEntry("wardroom_guard_traffic_lost_total", 0.0)
                .containsEntry("wardroom_audit_lost_records_total", 0.0)
                .containsEntry("wardroom_store_failing_seconds", 0.0);
        assertThat(numbers.get("wardroom_connections")).isPositive();
        assertThat(numbers.get("wardroom_data_free_bytes")).isPositive();
        assertThat(numbers.get("process_files_open_files")).isPositive();
        assertThat(numbers.get("process_cpu_seconds_total")).isPositive();
    }

    private static void refusedLink(StartedProgram program, Collector collector) {
        assertThat(program.ask(new Request.GuardBlock("link:evil.example"))).isInstanceOf(Reply.Done.class);
        Person romeo = program.person("romeo");
        Person juliet = program.person("juliet");
        try (TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, romeo.name(), romeo.password(), "desk")) {
            device.send("<message type='chat' id='m' to='%s'><body>https://evil.example/cat</body></message>"
                    .formatted(juliet.jid()));
            assertThat(device.receive().child(Namespaces.CLIENT, "error")).isNotNull();
            assertThat(collector.numbers())
                    .containsEntry(BLOCKED, 1.0)
                    .containsEntry("wardroom_guard_blocked_artefacts{by=\"officer\"}", 1.0)
                    .containsEntry("wardroom_sessions", 1.0)
                    .containsEntry("wardroom_accounts_online", 1.0);
            // One act of each second is timed.
            await().untilAsserted(() -> {
                device.roundTrip();
                assertThat(collector.numbers().get("wardroom_guard_judging_seconds_count"))
                        .isPositive();
            });
        }
        await().untilAsserted(() -> assertThat(collector.numbers()).containsEntry("wardroom_accounts_online", 0.0));
    }

    private void brokenPolicy(Collector collector) throws Exception {
        Files.writeString(folder.resolve("policy.toml"), "[no-such-section]\n");
        await().untilAsserted(
                        () -> assertThat(collector.numbers()).containsEntry("wardroom_guard_policy_in_force", 0.0));
        Files.writeString(folder.resolve("policy.toml"), "[floods]\nmode = \"observe\"\n");
        await().untilAsserted(() -> assertThat(collector.numbers())
                .containsEntry("wardroom_guard_policy_in_force", 1.0)
                .doesNotContainKey("wardroom_guard_scanner_up{scanner=\"first\"}"));
    }

    private static void everythingHasAMeaningAndNobodysName(Collector collector) {
        String text =
                collector.get("/metrics", "Authorization", "Bearer " + TOKEN).body();
        Set<String> families = text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> helped = text.lines()
                .filter(line -> line.matches("# HELP \\S+ \\S.*"))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(helped).isEqualTo(families).hasSizeGreaterThan(40);
        assertThat(text).doesNotContain("romeo", "juliet", "evil.example", "localhost", "127.0.0.1");
        assertThat(text.lines().count()).isLessThan(400);
    }
}
