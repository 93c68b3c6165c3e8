// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static im.wardroom.watch.packet.Frames.hex;
import static im.wardroom.watch.packet.Frames.ipv4;
import static im.wardroom.watch.packet.Frames.join;
import static im.wardroom.watch.packet.Frames.tcp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Captures;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.protocol.Hellos;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private byte[] chat = new byte[0];
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        byte[] greeting = ("<stream:stream to='ex\u001b[31m.org' xmlns='jabber:client' "
                        + "xmlns:stream='http://etherx.jabber.org/streams'>")
                .getBytes(UTF_8);
        chat = join(
                Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101),
                Captures.record(
                        ByteOrder.LITTLE_ENDIAN,
                        1_700_000_000,
                        5,
                        ipv4("10.0.0.1", "192.0.2.1", 6, tcp(40000, 80, 1, Segment.SYN, new byte[0]))),
                Captures.record(
                        ByteOrder.LITTLE_ENDIAN,
                        1_700_000_001,
                        5,
                        ipv4("10.0.0.1", "192.0.2.1", 6, tcp(40000, 80, 2, Segment.ACK, greeting))));
        file = Files.write(folder.resolve("chat.pcap"), chat);
    }

    private int run(boolean interactive, String... arguments) {
        return WatchCommand.run(terminal(interactive), List.of(arguments));
    }

    private Terminal terminal(boolean interactive) {
        return new Terminal(
                new ByteArrayInputStream(chat),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                interactive);
    }

    @Test
    void filesAreReadAlikeWithAndWithoutTheParser() {
        String missing = folder.resolve("missing.pcap").toString();

        assertThat(run(false, file.toString(), missing)).isOne();
        String told = out.toString(UTF_8) + err.toString(UTF_8);
        out.reset();
        err.reset();
        assertThat(WatchCommand.line(terminal(false)).execute(file.toString(), missing))
                .isOne();

        assertThat(told).contains("1 service in 1 flow").contains("missing.pcap");
        assertThat(out.toString(UTF_8) + err.toString(UTF_8)).isEqualTo(told);
    }

    @Test
    void itSaysItsVersion() {
        assertThat(run(false, "--version")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Wardroom ");
    }

    @Test
    void aTableSaysWhoUsedWhat() {
        assertThat(run(false, file.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .contains("xmpp     10.0.0.1  chat")
                .contains("2023-11-14 22:13:20  2023-11-14 22:13:21  native: XMPP stream of ex?[31m.org")
                .contains("1 service in 1 flow, 2 packets.");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void machinesReadALineForEachFlow() {
        assertThat(run(false, "--json", file.toString())).isZero();
        assertThat(out.toString(UTF_8).strip())
                .startsWith("{\"time\":\"2023-11-14T22:13:20.000005Z\",\"end\":\"2023-11-14T22:13:21.000005Z\","
                        + "\"service\":\"xmpp\",\"activity\":\"chat\",\"confidence\":\"certain\",\"rule\":\"none\",\"via\":\"native\","
                        + "\"evidence\":\"XMPP stream of ex\\u001b[31m.org\",\"protocol\":\"tcp\","
                        + "\"client\":\"10.0.0.1\",\"client_port\":40000,\"server\":\"192.0.2.1\",\"server_port\":80,")
                .doesNotContain("\n");
    }

    private String rule(String server, byte[] said) throws IOException {
        Files.write(
                file,
                join(
                        Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101),
                        Captures.record(
                                ByteOrder.LITTLE_ENDIAN,
                                1_700_000_000,
                                5,
                                ipv4("10.0.0.1", server, 6, tcp(40000, 80, 1, Segment.SYN, new byte[0]))),
                        Captures.record(
                                ByteOrder.LITTLE_ENDIAN,
                                1_700_000_001,
                                5,
                                ipv4("10.0.0.1", server, 6, tcp(40000, 80, 2, Segment.ACK, said)))));
        out.reset();
        assertThat(run(false, "--json", file.toString())).isZero();
        return out.toString(UTF_8).replaceAll("(?s).*\"rule\":\"([a-z]+)\".*", "$1");
    }

    @Test
    void machinesReadWhichRuleWouldHaveStoppedAFlow() throws IOException {
        byte[] telegram = hex(
                "eeeeeeee 28000000 0000000000000000 0102030405060708 14000000 f18e7ebe 000102030405060708090a0b0c0d0e0f");

        assertThat(rule("192.0.2.1", Hellos.asking("web.whatsapp.com"))).isEqualTo("name");
        assertThat(rule("149.154.167.51", telegram)).isEqualTo("address");
        assertThat(rule("192.0.2.1", telegram)).isEqualTo("none");
        assertThat(rule("149.154.167.51", "NICK a\r\nUSER a 0 * :a\r\n".getBytes(UTF_8)))
                .isEqualTo("none");
    }

    @Test
    void eachFlowIsShownOnRequest() {
        assertThat(run(false, "--flows", file.toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("TCP 10.0.0.1:40000 -> 192.0.2.1:80  xmpp chat");
    }

    @Test
    void theStandardInputIsRead() {
        assertThat(run(false, "-")).isZero();
        assertThat(out.toString(UTF_8)).contains("xmpp");
    }

    @Test
    void aCutFileIsReadAsFarAsItGoes() throws IOException {
        Files.write(file, Arrays.copyOf(chat, chat.length - 1));

        assertThat(run(false, file.toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("xmpp");
        assertThat(err.toString(UTF_8))
                .contains("chat.pcap is cut off within a packet; what could be read was looked at");
    }

    @Test
    void nothingFoundIsSaid() throws IOException {
        Files.write(file, Captures.header(ByteOrder.BIG_ENDIAN, 0xa1b2c3d4, 1));

        assertThat(run(false, file.toString())).isZero();
        assertThat(out.toString(UTF_8).strip()).isEqualTo("No messenger was found in 0 flows, 0 packets.");
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsRead() throws IOException {
        Path other = Files.writeString(folder.resolve("letter.txt"), "Dear all,");

        assertThat(run(false, folder.resolve("none.pcap").toString(), other.toString(), file.toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("there is no file").contains("neither pcap nor pcapng");
        assertThat(out.toString(UTF_8)).contains("xmpp");
    }

    @Test
    void whoSitsThereSeesHowFarItIs() {
        assertThat(run(true, file.toString())).isZero();
        assertThat(err.toString(UTF_8)).contains("] 100 % ").endsWith("\r\u001b[K");
    }

    @Test
    void withoutAFileItSaysHowItIsUsed() {
        assertThat(run(false)).isEqualTo(2);
    }

    @Test
    void wrongLinesOfADirectoryAreSaid() throws IOException {
        Path directory = Files.writeString(folder.resolve("more.tsv"), "nonsense\n");

        assertThat(run(false, "--directory", directory.toString(), file.toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("more.tsv");
    }

    @Test
    void withoutACaptureItSaysWhatIsMissing() {
        assertThat(run(false)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("a capture to read is missing: wardroom watch FILE");
    }

    @Test
    void anInterfaceAndACaptureAreNotWatchedTogether() {
        assertThat(run(false, "--live", "lo", file.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("either captures or --live, not both");
    }

    @Test
    void numbersThatCannotBeAreSaid() {
        assertThat(run(false, "--live", "lo", "--buffer", "0")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("a buffer has between 1 MiB and 1024 MiB");
        err.reset();
        assertThat(run(false, "--live", "lo", "--duration", "0")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("--duration and --packets take a number from 1 on");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereThereIsNoSuchInterfaceThoseThatThereAreAreNamed() {
        assertThat(run(false, "--live", "wd-none0")).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("wardroom: there is no interface wd-none0; there are ")
                .contains("lo", "any for all of them");
    }
}
