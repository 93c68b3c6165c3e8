// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static im.wardroom.watch.packet.Frames.ipv4;
import static im.wardroom.watch.packet.Frames.tcp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.live.Screen;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.live.Tap.Losses;
import im.wardroom.watch.live.Way;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.service.Directory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveOutputTest {

    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    private static final int RAW_IP = 101;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);

    private String text() {
        String text = written.toString(UTF_8);
        written.reset();
        return text;
    }

    private static Lookout begin(LiveOutput output) {
        output.begin(new LiveOutput.Start(BEGIN, "eth0", Way.LIBPCAP, 64 << 20, "nobody", "no rights of root"));
        return new Lookout(new Knowledge(Directory.standard()), Limits.DEFAULT, 1, output, output);
    }

    /// A client begins to speak XMPP, with a name that would steer a terminal.
    private static void greet(Lookout lookout, int client) {
        say(lookout, client, 1, Segment.SYN, "");
        say(
                lookout,
                client,
                2,
                Segment.ACK,
                "<stream:stream to='ex\u001b[31m.org' xmlns='jabber:client' "
                        + "xmlns:stream='http://etherx.jabber.org/streams'>");
    }

    private static void say(Lookout lookout, int client, int sequence, int flag, String text) {
        byte[] bytes = ipv4(
                "10.0." + client / 250 + "." + (1 + client % 250),
                "192.0.2.1",
                6,
                tcp(40_000, 5222, sequence, flag, text.getBytes(UTF_8)));
        Packet packet = new Packet();
        packet.show(bytes, 0, bytes.length, bytes.length, RAW_IP, BEGIN.toEpochMilli() * 1000);
        lookout.look(packet);
    }

    private static Standing standing(Lookout lookout, long seconds, Losses losses) {
        return new Standing(
                BEGIN.plusSeconds(seconds), lookout.packets(), lookout.flows(), lookout.evicted(), losses, true);
    }

    @Test
    void aMachineIsToldAtOnceAndAgainWhenTheFlowIsOver() {
        LiveJson output = new LiveJson(out);
        Lookout lookout = begin(output);
        assertThat(text())
                .startsWith("{\"event\":\"started\",\"time\":\"2026-03-02T08:00:00Z\",\"interface\":\"eth0\"");

        greet(lookout, 0);
        assertThat(text())
                .startsWith("{\"event\":\"found\",\"time\":\"2026-03-02T08:00:00Z\"")
                .contains("\"service\":\"xmpp\"", "ex\\u001b[31m.org");

        lookout.pass((BEGIN.toEpochMilli() + Duration.ofHours(2).toMillis()) * 1000);
        assertThat(text()).startsWith("{\"event\":\"ended\"").contains("\"client_packets\":2");
    }

    @Test
    void countsComeEveryMinuteAndSoonerWhereSomethingWasLost() {
        LiveJson output = new LiveJson(out);
        Lookout lookout = begin(output);
        greet(lookout, 0);
        text();

        output.turn(standing(lookout, 59, Losses.NONE));
        assertThat(text()).isEmpty();
        output.turn(standing(lookout, 60, Losses.NONE));
        assertThat(text())
                .isEqualToIgnoringNewLines("{\"event\":\"counts\",\"time\":\"2026-03-02T08:01:00Z\",\"packets\":2,"
                        + "\"flows\":1,\"open_flows\":1,\"findings\":1,\"dropped\":0,\"dropped_by_device\":0,"
                        + "\"evicted_flows\":0}");
        output.turn(standing(lookout, 71, new Losses(5, 2)));
        assertThat(text()).contains("\"event\":\"counts\"", "\"dropped\":5", "\"dropped_by_device\":2");
    }

    @Test
    void aLineIsWrittenForEachFinding() {
        LiveLines output = new LiveLines(out);
        Lookout lookout = begin(output);
        greet(lookout, 0);

        assertThat(text())
                .isEqualToIgnoringNewLines("2026-03-02 08:00:00  TCP 10.0.0.1:40000 -> 192.0.2.1:5222  "
                        + "xmpp chat                 XMPP stream of ex?[31m.org");
        output.end(standing(lookout, 5, new Losses(7, 0)));
        assertThat(text())
                .contains("1 finding.", "1 flow, 2 packets, SOME WERE LOST:", "7 packets dropped by the kernel");
    }

    @Test
    void theTableFitsTheTerminalAndNothingInItSteersOne() {
        LiveTable output = new LiveTable(out, () -> new Screen(6, 60));
        Lookout lookout = begin(output);
        for (int client = 0; client < 20; client++) {
            greet(lookout, client);
        }
        text();

        output.turn(standing(lookout, 1, Losses.NONE));

        String page = text();
        String[] lines = page.split("\r\n", -1);
        assertThat(lines).hasSize(6);
        assertThat(page).contains("eth0  0:00:01  40 packets, 40 a second", "nothing dropped", "SERVICE", "xmpp");
        assertThat(page.replaceAll("\u001b\\[(H|K|J)", "")).doesNotContain("\u001b");
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.replaceAll("\u001b\\[(H|K|J)", "")).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void whatWasLostStandsInTheTableLoudly() {
        LiveTable output = new LiveTable(out, () -> new Screen(24, 120));
        Lookout lookout = begin(output);

        output.turn(standing(lookout, 1, new Losses(3, 0)));

        assertThat(text()).contains("\u001b[1;31m3 packets dropped by the kernel");
    }

    @Test
    void theLastTableStaysOnTheScreen() {
        LiveTable output = new LiveTable(out, () -> new Screen(24, 200));
        Lookout lookout = begin(output);
        greet(lookout, 0);
        lookout.end();
        text();

        output.end(standing(lookout, 1, Losses.NONE));

        assertThat(text())
                .startsWith("\u001b[?7h\u001b[?25h\u001b[?1049l")
                .contains("xmpp     10.0.0.1  chat", "native: XMPP stream of ex?[31m.org")
                .endsWith("1 flow, 2 packets, none dropped.\n");
    }

    @Test
    void theTableRemembersOnlySoMany() {
        LiveTable output = new LiveTable(out, () -> new Screen(24, 200));
        Lookout lookout = begin(output);
        for (int client = 0; client < 5_010; client++) {
            greet(lookout, client);
        }
        text();

        output.end(standing(lookout, 1, Losses.NONE));

        assertThat(text()).contains("10 more rows are not listed").doesNotContain(" 10.0.0.1 ");
    }
}
