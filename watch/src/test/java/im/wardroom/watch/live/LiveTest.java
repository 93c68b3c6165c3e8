// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static im.wardroom.watch.live.Watching.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On a cable between two network namespaces, with the program in a folder that only root may read.
@Tag("slow")
class LiveTest {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private static Path folder;

    private static Network network;

    @BeforeAll
    static void build() throws IOException {
        network = new Network();
    }

    @AfterAll
    static void tearDown() {
        if (network != null) {
            network.close();
        }
    }

    private static Watching watch(Way way, String... options) throws IOException, InterruptedException {
        if (way == Way.LIBPCAP && Pcap.find().isEmpty()) {
            assertThat(System.getenv("WARDROOM_TEST_CLIENTS"))
                    .as("libpcap is not installed")
                    .isNotEqualTo("required");
            Assumptions.abort("libpcap is not installed; .ci/run does that");
        }
        List<String> all = new ArrayList<>(List.of("--live", Network.WIRE, "--json", "--through", way.id()));
        all.addAll(List.of(options));
        Watching watching = Watching.start(network, folder, all.toArray(String[]::new));
        watching.line("\"event\":\"started\"");
        return watching;
    }

    private static void send(int count, int aSecond, int length) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Watching.java(Sender.class.getName(), CLASS_PATH));
        command.addAll(List.of(Network.WIRE, String.valueOf(count), String.valueOf(aSecond), String.valueOf(length)));
        Process sender = network.startHere(command);
        assertThat(sender.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.exitValue())
                .as(new String(sender.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketThatWasSentIsCounted(Way way) throws Exception {
        Watching watching = watch(way);

        send(20_000, 20_000, 400);

        assertThat(watching.terminate()).isZero();
        String counts = watching.line("\"event\":\"stopped\"");
        assertThat(number(counts, "packets")).isEqualTo(20_000);
        assertThat(number(counts, "flows")).isEqualTo(100);
        assertThat(number(counts, "dropped")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKernelDroppedIsTold(Way way) throws Exception {
        Watching watching = watch(way, "--buffer", "1");

        signal(watching, "STOP");
        send(5_000, 20_000, 1000);
        signal(watching, "CONT");

        assertThat(watching.terminate()).isZero();
        String counts = watching.line("\"event\":\"stopped\"");
        assertThat(number(counts, "dropped")).isPositive();
        assertThat(number(counts, "packets") + number(counts, "dropped")).isEqualTo(5_000);
        assertThat(watching.complaint("PACKETS WERE LOST"))
                .contains(number(counts, "dropped") + " packets dropped by the kernel");
    }

    private static void signal(Watching watching, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(watching.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aChatIsFoundWhileItGoesOn(Way way) throws Exception {
        Watching watching = watch(way);

        Process server = network.startThere(chat("443"));
        BufferedReader ready = server.inputReader();
        assertThat(ready.readLine()).isEqualTo("ready");
        Process client = network.startHere(chat(Network.THERE, "443"));
        assertThat(client.inputReader().readLine()).isEqualTo("talking");

        assertThat(watching.line("\"event\":\"found\""))
                .contains("\"service\":\"irc\"", "\"client\":\"10.77.0.1\"", "\"server_port\":443");
        assertThat(client.isAlive()).isTrue();
        client.getOutputStream().close();
        server.getOutputStream().close();
        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watching.terminate()).isZero();
        assertThat(watching.line("\"event\":\"ended\"")).contains("\"service\":\"irc\"", "\"client_packets\":");
    }

    private static List<String> chat(String... arguments) {
        List<String> command = new ArrayList<>(Watching.java(Chat.class.getName(), CLASS_PATH));
        command.addAll(List.of(arguments));
        return command;
    }

    @ParameterizedTest
    @EnumSource
    void noThreadKeepsARightOfRoot(Way way) throws Exception {
        Watching watching = watch(way);

        try (Stream<Path> threads = Files.list(Path.of("/proc/" + watching.pid() + "/task"))) {
            List<Path> all = threads.toList();
            assertThat(all)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(thread -> assertThat(Files.readAllLines(thread.resolve("status")))
                            .contains("CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "Groups:\t ")
                            .anyMatch(line -> line.startsWith("Uid:") && !line.contains("\t0")));
        }
        assertThat(watching.terminate()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anInterfaceThatGoesDownIsWaitedForAndOneThatIsGoneIsNot(Way way) throws Exception {
        Watching watching = watch(way);

        network.link("set wire down");
        watching.complaint("the interface is down; waiting for it");
        network.link("set wire up");
        watching.complaint("the interface is up again");
        send(100, 1000, 100);
        network.link("delete wire");
        network.plugIn();

        assertThat(watching.result()).isEqualTo(1);
        watching.complaint("the interface wire is gone");
        assertThat(number(watching.line("\"event\":\"stopped\""), "packets")).isEqualTo(100);
    }
}
