// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.clients.FaultyDisk.Mood;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What clients see while the disk of the real program fails, in the middle of traffic: nothing is acknowledged that is
/// not on disk, the sender is told, the administrator is alarmed, and all goes on by itself when the disk does.
@Tag("slow")
@Timeout(180)
class FaultyDiskTest {

    private static final int PEOPLE = 2;
    private static final int SOME_TRAFFIC = 150;
    private static final int ATTEMPTS = 8;
    private static final int SLOW_MILLIS = 200;
    private static final int SLOW_SAMPLES = 20;
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);
    private static final String BEGIN = "ERROR: changes cannot be written";
    private static final String END = "ERROR: changes can be written again";

    @TempDir
    Path folder;

    private final PowerSwitch power = new PowerSwitch();
    private final Ledger ledger = new Ledger();
    private FaultyDisk disk;
    private StartedProgram program;
    private Traffic traffic;
    private Person romeo;
    private Person nurse;
    private int messages;

    @BeforeEach
    void start() throws Exception {
        Installed.require("gcc", "gcc", "--version");
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FaultyDiskTest: -Dseed=" + seed);
        disk = FaultyDisk.in(folder, Files.createDirectory(folder.resolve("data")));
        program = StartedProgram.start(StartedProgram.withoutLimits(folder), disk.environment());
        romeo = program.person("mercutio");
        nurse = program.person("nurse");
        traffic = new Traffic(new TestBench(program, power, ledger), PEOPLE, new Random(seed));
        ledger.awaitMore(SOME_TRAFFIC);
    }

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void fullDiskIsToldAndHeals() throws Exception {
        fails(Mood.FULL);
    }

    @Test
    void failingSyncIsToldAndHeals() throws Exception {
        fails(Mood.SYNC_FAILS);
    }

    private void fails(Mood mood) throws Exception {
        try (CountedStream stream = CountedStream.signIn(program, romeo, "desk")) {
            power.trouble();
            disk.is(mood);
            assertThat(isAcknowledged(stream)).as("acknowledged").isFalse();
        }
        program.line(BEGIN);
        assertThat(status()).anyMatch(line -> line.startsWith("store: failing since "));
        // The second one is on a connection that was begun after the disk failed.
        traffic.awaitSetbacks();
        traffic.awaitSetbacks();
        int acknowledged = ledger.acknowledged();
        for (int i = 0; i < ATTEMPTS; i++) {
            traffic.awaitSetbacks();
        }
        assertThat(ledger.acknowledged()).isEqualTo(acknowledged);
        disk.is(Mood.HEALTHY);
        recovers(mood);
    }

    @Test
    void singleFailingSyncIsToldAndForgotten() throws Exception {
        power.trouble();
        disk.is(Mood.SYNC_FAILS_ONCE);
        program.line(BEGIN);
        recovers(Mood.SYNC_FAILS_ONCE);
    }

    /// Without a restart; what came to disk is there after one.
    private void recovers(Mood mood) throws Exception {
        long healed = System.nanoTime();
        power.calm();
        program.line(END);
        long over = millisSince(healed);
        try (CountedStream stream = CountedStream.signIn(program, romeo, "desk")) {
            assertThat(isAcknowledged(stream)).as("acknowledged again").isTrue();
        }
        ledger.awaitMore(SOME_TRAFFIC);
        assertThat(status()).contains("store: ok");
        assertThat(program.lines().stream().filter(line -> line.contains("ERROR")))
                .as("one alarm, and its end")
                .hasSize(2);
        power.off();
        program.kill();
        program.startAgain();
        power.on();
        traffic.finish();
        System.out.printf("FaultyDiskTest: %s, alarm over after %d ms; %s%n", mood, over, ledger.summary());
        Traffic.check(ledger);
    }

    @Test
    void slowDiskSlowsAcknowledgementsAndNothingElse() throws Exception {
        List<Long> waits = new ArrayList<>();
        try (CountedStream stream = CountedStream.signIn(program, romeo, "desk")) {
            disk.is(Mood.SLOW);
            for (int i = 0; i < SLOW_SAMPLES; i++) {
                long begin = System.nanoTime();
                assertThat(isAcknowledged(stream)).isTrue();
                waits.add(millisSince(begin));
            }
        }
        ledger.awaitMore(SOME_TRAFFIC);
        disk.is(Mood.HEALTHY);
        traffic.finish();
        waits.sort(null);
        System.out.printf(
                "FaultyDiskTest: %d ms for each sync, acknowledged after %d ms (median), %d ms (worst); %s%n",
                SLOW_MILLIS, waits.get(SLOW_SAMPLES / 2), waits.getLast(), ledger.summary());
        assertThat(waits.getFirst()).as("no acknowledgement before the sync").isGreaterThanOrEqualTo(SLOW_MILLIS);
        assertThat(program.lines()).noneMatch(line -> line.contains("ERROR"));
        Traffic.check(ledger);
    }

    private static long millisSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /// Sends one message. If it is not acknowledged, the answer is an error that says why, within bounded time.
    private boolean isAcknowledged(CountedStream stream) {
        long begin = System.nanoTime();
        stream.send("<message type='chat' id='m%d' to='%s'><body>hello</body></message>"
                .formatted(messages++, nurse.jid()));
        stream.ask();
        List<Element> answers = new ArrayList<>();
        Element answer = stream.receive();
        while (answer != null && !answer.is(CountedStream.NS, "a")) {
            answers.add(answer);
            answer = stream.receive();
        }
        if (answer != null) {
            return true;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD_WITHIN);
        System.out.println("FaultyDiskTest: told after " + millisSince(begin) + " ms");
        assertThat(answers).anyMatch(FaultyDiskTest::saysWhy);
        assertThat(stream.isClosedByServer()).as("</stream:stream>").isTrue();
        return false;
    }

    private static boolean saysWhy(Element answer) {
        Element error = answer.child("jabber:client", "error");
        return answer.is(Namespaces.STREAM, "error") && answer.has(Namespaces.STREAM_ERRORS, "internal-server-error")
                || error != null && error.has(Namespaces.STANZA_ERRORS, "resource-constraint");
    }

    private List<String> status() {
        if (program.ask(new Request.Status()) instanceof Reply.Done(List<String> lines)) {
            return lines;
        }
        throw new AssertionError("no status");
    }
}
