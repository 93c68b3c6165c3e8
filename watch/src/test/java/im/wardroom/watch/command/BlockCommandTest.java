// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int block(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "block";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return WatchCommand.line(new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false))
                .execute(all);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @Test
    void theCommandIsInTheFileThatItMade() {
        assertThat(block("--format", "dns-rpz", "telegram,signal", "--except", "signal"))
                .isZero();
        assertThat(out())
                .contains(";   wardroom watch block --format dns-rpz telegram,signal --except signal\n")
                .contains("telegram.org CNAME .")
                .doesNotContain("signal.org CNAME");
        assertThat(err()).isEmpty();
    }

    @Test
    void aServiceThatIsNotKnownIsSaidWithTheNearestAndAll() {
        assertThat(block("--format", "hosts", "telegrm")).isEqualTo(2);
        assertThat(err())
                .startsWith("there is no service telegrm; did you mean telegram? There are aim-icq, dingtalk, ");
    }

    @Test
    void aPartOfANameIsEnoughToBeUnderstood() {
        assertThat(block("--format", "hosts", "teams")).isEqualTo(2);
        assertThat(err()).startsWith("there is no service teams; did you mean skype-teams?");
        err.reset();
        assertThat(block("--format", "hosts", "\u001b[31mqwertyuiop")).isEqualTo(2);
        assertThat(err()).startsWith("there is no service ?[31mqwertyuiop There are ");
    }

    @Test
    void withoutAServiceItSaysWhichThereAre() {
        assertThat(block("--format", "squid")).isEqualTo(2);
        assertThat(err()).startsWith("say which services, or --all; there are aim-icq, ");
        err.reset();
        assertThat(block("--format", "squid", "zoom", "--except", "zoom")).isEqualTo(2);
        assertThat(err()).startsWith("no service is left; there are ");
    }

    @Test
    void allServicesCanBeWrittenInEachFormat() {
        for (String format : new String[] {"nftables", "dns-rpz", "squid", "suricata", "hosts"}) {
            assertThat(block("--all", "--format", format)).as(format).isZero();
        }
        assertThat(err()).contains("wardroom: zoom: 39 names and addresses are left out");
    }

    @Test
    void aFirewallWithoutAddressesIsNotWritten() throws IOException {
        Path output = Files.writeString(folder.resolve("rules.nft"), "before");

        assertThat(block("--format", "nftables", "whatsapp", "--output", output.toString()))
                .isEqualTo(1);
        assertThat(err()).startsWith("wardroom: nothing is written: not stopped by nftables: whatsapp (no addresses");
        assertThat(output).hasContent("before");
        assertThat(block("--format", "nftables", "whatsapp", "telegram")).isZero();
        assertThat(err()).contains("wardroom: not stopped by nftables: whatsapp (");
        assertThat(out()).contains("#   whatsapp: there is nothing to deny it by.");
    }

    @Test
    void forceIsSaidAloud() {
        assertThat(block("--format", "nftables", "zoom", "--force-shared")).isZero();
        assertThat(err()).contains("what is shared is denied as well, and other sites there stop working");
        assertThat(out()).contains("3.7.35.0/25").doesNotContain("Left out");
    }

    @Test
    void namesOnlyAreNamesOnly() {
        assertThat(block("--format", "squid", "telegram", "--names-only")).isZero();
        assertThat(out()).contains(".telegram.org").doesNotContain("wardroom_networks");
        assertThat(block("--format", "nftables", "telegram", "--names-only")).isEqualTo(2);
        assertThat(err()).startsWith("nftables knows no names");
    }

    @Test
    void optionsOfOtherFormatsAreRefused() {
        assertThat(block("--format", "squid", "telegram", "--action", "drop")).isEqualTo(2);
        assertThat(err()).contains("--action is for nftables and suricata, not for squid");
        assertThat(block("--format", "squid", "telegram", "--sids", "1-2")).isEqualTo(2);
        assertThat(err()).contains("--sids is for suricata, not for squid");
        assertThat(block("--format", "nftables", "telegram", "--action", "alert"))
                .isEqualTo(2);
        assertThat(err()).contains("nftables can reject or drop, not alert");
        assertThat(block("--format", "suricata", "telegram", "--sids", "x")).isEqualTo(2);
        assertThat(err()).contains("a range of sids is written 1900000-1999999, not x");
        assertThat(out()).isEmpty();
    }

    @Test
    void anActionIsTaken() {
        assertThat(block("--format", "nftables", "telegram", "--action", "drop"))
                .isZero();
        assertThat(out()).contains("counter drop").doesNotContain("reject with");
        assertThat(block("--format", "suricata", "telegram", "--action", "alert", "--sids", "7000000-7009999"))
                .isZero();
        assertThat(out()).contains("alert tls any any").containsPattern("sid:700\\d{4};");
    }

    @Test
    void aHostileLineOfADirectoryStopsTheStart() throws IOException {
        for (String name : new String[] {"a.example;", "a\"b.example", "{}.example", "a b.example", "a.example\f"}) {
            Path lines = Files.writeString(folder.resolve("ours.tsv"), "# ours\nhost\t" + name + "\tirc\tchat\town\n");
            assertThat(block("--format", "squid", "irc", "--directory", lines.toString()))
                    .as(name)
                    .isEqualTo(1);
            assertThat(err()).contains("ours.tsv, line 2: expected a name such as chat.example.org");
            err.reset();
        }
        assertThat(out()).isEmpty();
    }

    @Test
    void aFileKeepsItsRightsAndItsLink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.conf"), "before");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.conf"), real);

        assertThat(block("--format", "squid", "telegram", "--output", link.toString()))
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).contains("http_access deny");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        assertThat(block(
                        "--format",
                        "squid",
                        "telegram",
                        "--output",
                        folder.resolve("none/x").toString()))
                .isEqualTo(1);
        assertThat(err()).startsWith("wardroom: there is no file ");
    }

    @Test
    void addressesOfAHistoryAreDenied() throws IOException {
        Path history = Files.writeString(folder.resolve("history.tsv"), """
                # name\taddress\town\tfirst seen\tlast seen\tthere\twhy
                g.whatsapp.net\t192.0.2.7\town\t2026-03-02T08:00:00Z\t2026-03-02T08:00:00Z\tthere\t-
                web.whatsapp.com\t192.0.2.8\tshared\t2026-03-02T08:00:00Z\t2026-03-02T08:00:00Z\tgone\tat a cloud
                """);

        assertThat(block("--format", "nftables", "whatsapp", "--history", history.toString()))
                .isZero();
        assertThat(out())
                .contains("            192.0.2.7/32\n")
                .contains("#   whatsapp 192.0.2.8 (web.whatsapp.com): at a cloud")
                .doesNotContain("192.0.2.8/32");
        assertThat(err()).contains("history.tsv is of 2026-03-02T08:00:00Z; wardroom watch resolve --history");
    }

    @Test
    void aHistoryThatIsDamagedOrMissingIsSaid() throws IOException {
        Path history = Files.writeString(folder.resolve("history.tsv"), "nonsense\n");

        assertThat(block("--format", "nftables", "telegram", "--history", history.toString()))
                .isEqualTo(1);
        assertThat(err()).contains("history.tsv, line 1, is damaged");
        assertThat(block(
                        "--format",
                        "nftables",
                        "telegram",
                        "--history",
                        folder.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(err()).contains("there is no file");
        assertThat(out()).isEmpty();
    }
}
