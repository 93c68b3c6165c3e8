// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.resolve.SmallDns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;

class ResolveCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private SmallDns dns;

    @BeforeEach
    void start() throws IOException {
        dns = new SmallDns();
    }

    @AfterEach
    void end() {
        dns.close();
    }

    private int resolve(String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("resolve"));
        all.addAll(Arrays.asList(arguments));
        if (!all.contains("--server")) {
            all.addAll(List.of("--server", "127.0.0.1:" + dns.address().getPort()));
        }
        return WatchCommand.line(new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false))
                .execute(all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    @Test
    void addressesAreToldWithWhatSaysThatOthersAreThere() {
        dns.with("mumble.info", "A 192.0.2.1")
                .with("mumble.com", "CNAME lb.cloud.example")
                .with("lb.cloud.example", "A 192.0.2.2");

        assertThat(resolve("mumble")).isZero();
        assertThat(out())
                .containsPattern("mumble.info +192.0.2.1 +own\n")
                .containsPattern("mumble.com +192.0.2.2 +shared  an alias of lb.cloud.example\n")
                .endsWith("2 names: 2 with 2 addresses, 1 of them own; 0 do not exist, 0 could not be looked up.\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void aHistorySaysWhatIsNewAndWhatIsGone() throws IOException {
        Path history = folder.resolve("history.tsv");
        dns.with("mumble.info", "A 192.0.2.1");
        assertThat(resolve("mumble", "--history", history.toString())).isZero();
        assertThat(out()).containsPattern("new +mumble.info +192.0.2.1").endsWith("; 1 new, 0 gone, 0 dropped.\n");

        dns.with("mumble.info", "A 192.0.2.2");
        assertThat(resolve("mumble", "--history", history.toString())).isZero();
        assertThat(out())
                .containsPattern("new +mumble.info +192.0.2.2")
                .containsPattern("gone +mumble.info +192.0.2.1")
                .endsWith("; 1 new, 1 gone, 0 dropped.\n");

        assertThat(resolve("mumble", "--history", history.toString())).isZero();
        assertThat(out()).endsWith("; 0 new, 0 gone, 0 dropped.\n");
        assertThat(Files.readAllLines(history)).hasSize(3);
    }

    @Test
    void whatFailsIsSaidAndStaysInTheHistory() throws IOException {
        Path history = folder.resolve("history.tsv");
        dns.with("mumble.info", "A 192.0.2.1").with("mumble.com", "A 192.0.2.2");
        resolve("mumble", "--history", history.toString());

        dns.failing("mumble.info", Rcode.SERVFAIL);
        assertThat(resolve("mumble", "--history", history.toString())).isZero();
        assertThat(err()).isEqualTo("wardroom: mumble.info could not be looked up: SERVFAIL\n");
        assertThat(out()).endsWith("; 0 new, 0 gone, 0 dropped.\n");

        dns.failing("mumble.com", Rcode.SERVFAIL);
        String before = Files.readString(history);
        assertThat(resolve("mumble", "--history", history.toString())).isEqualTo(1);
        assertThat(err()).endsWith("wardroom: no name could be looked up; nothing was changed\n");
        assertThat(history).hasContent(before);
    }

    @Test
    void aDamagedHistoryIsSaidBeforeAnythingIsAsked() throws IOException {
        Path history = Files.writeString(folder.resolve("history.tsv"), "nonsense\n");

        assertThat(resolve("mumble", "--history", history.toString())).isEqualTo(1);
        assertThat(err()).contains("history.tsv, line 1, is damaged: expected 7 fields, apart by tabs");
        assertThat(dns.questions()).isZero();
        assertThat(history).hasContent("nonsense\n");
    }

    @Test
    void aServerIsAnAddressAndPerhapsAPort() {
        for (String server : List.of("nonsense", "1.2.3.4:x", "[::1", "1.2.3.4:70000", "", "x:y:z")) {
            assertThat(resolve("mumble", "--server", server)).as(server).isEqualTo(2);
            assertThat(err()).contains("a name server is written 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353");
        }
    }
}
