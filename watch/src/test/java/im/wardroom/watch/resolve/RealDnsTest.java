// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's unbound on loopback, with names of its own.
@Tag("slow")
class RealDnsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:11:04Z");
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path folder;

    private Process unbound;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        Installed.require("unbound", "unbound");
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getLocalAddress(), free.getLocalPort());
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            // So many that they fit into no datagram.
            many.append("    local-data: \"wire.com AAAA 2001:db8::").append(i).append("\"\n");
        }
        Path conf = Files.writeString(folder.resolve("unbound.conf"), """
                server:
                    directory: "%1$s"
                    chroot: ""
                    username: ""
                    pidfile: ""
                    use-syslog: no
                    interface: 127.0.0.1
                    port: %2$d
                    do-not-query-localhost: no
                    num-threads: 1
                    local-zone: "." static
                    local-zone: "mumble.com" always_refuse
                    local-data: "telegram.org A 149.154.167.99"
                    local-data: "t.me CNAME lb.cloud.example"
                    local-data: "lb.cloud.example A 203.0.113.9"
                    local-data: "mumble.info AAAA 2001:db8::5"
                    local-data: "tdesktop.com TXT nothing"
                """.formatted(folder, address.getPort()) + many);
        unbound = new ProcessBuilder("unbound", "-d", "-c", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(unbound::destroyForcibly));
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!(NameServer.at(List.of(address), Duration.ofSeconds(1)).addresses("telegram.org")
                instanceof Answer.Found)) {
            assertThat(System.nanoTime()).as("unbound answers").isLessThan(end);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        if (unbound != null) {
            unbound.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRealServersAnswersAreUnderstood() throws InterruptedException {
        Survey survey = Survey.of(
                Directory.standard(),
                Set.of(Service.TELEGRAM, Service.MUMBLE, Service.WIRE),
                NameServer.at(List.of(address), Duration.ofSeconds(5)),
                NOW);

        assertThat(survey.sightings().stream()
                        .filter(one -> !one.name().text().equals("wire.com"))
                        .map(one -> one.name() + " " + one.address() + " " + one.isOwn() + " " + one.why()))
                .containsExactlyInAnyOrder(
                        "telegram.org 149.154.167.99 true ",
                        "t.me 203.0.113.9 false an alias of lb.cloud.example",
                        "mumble.info 2001:db8::5 true ");
        assertThat(survey.sightings())
                .filteredOn(one -> one.name().text().equals("wire.com"))
                .hasSize(60);
        assertThat(survey.failed()).hasToString("{mumble.com=REFUSED}");
        assertThat(survey.missing().toString()).contains("web.telegram.org").doesNotContain("tdesktop.com");
    }
}
