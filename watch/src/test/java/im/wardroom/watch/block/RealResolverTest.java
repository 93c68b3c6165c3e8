// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.lab.Lab;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's unbound with our zone of policies, on a router whose client knows no other resolver.
@Tag("slow")
class RealResolverTest {

    private static final String EXCEPTIONS = """
            host status.telegram.org -
            exact one.telegram.org -
            host deep.below.telegram.org allowed
            """;
    private static final String[] DENIED = {
        "telegram.org",
        "www.telegram.org",
        "a.b.telegram.org",
        "below.telegram.org",
        "x.below.telegram.org",
        "x.one.telegram.org",
        // No name of theirs, but an address of their network.
        "mirror.example.net",
        "mirror6.example.net",
        // Leads to a name of theirs.
        "alias.example.net"
    };
    private static final String[] PASSED = {
        "www.example.net",
        "status.telegram.org",
        "x.status.telegram.org",
        "one.telegram.org",
        "deep.below.telegram.org",
        "x.deep.below.telegram.org",
        "nottelegram.org"
    };

    @TempDir
    Path folder;

    private Net net;

    @BeforeEach
    void start() throws IOException {
        net = Net.start(folder);
        net.servePages(80);
        String[] records = new String[DENIED.length + PASSED.length];
        int count = 0;
        for (String name : DENIED) {
            records[count++] = switch (name) {
                case "mirror6.example.net" -> name + " AAAA " + Net.MESSENGER6;
                case "alias.example.net" -> name + " CNAME www.telegram.org";
                default -> name + " A " + Net.MESSENGER;
            };
        }
        for (String name : PASSED) {
            records[count++] = name + " A " + (name.endsWith(".telegram.org") ? Net.MESSENGER : Net.OTHER);
        }
        net.serveNames(records);
    }

    @AfterEach
    void end() {
        if (net != null) {
            net.close();
        }
    }

    /// @param zone of policies, empty for none
    private void resolver(String zone) throws IOException {
        String conf = net.unbound(Net.ROUTER, 53)
                + "    module-config: \"respip iterator\"\n"
                + "forward-zone:\n    name: \".\"\n    forward-addr: " + Net.OTHER + "\n";
        if (!zone.isEmpty()) {
            Path file = Files.writeString(folder.resolve("wardroom.rpz"), zone);
            conf += "rpz:\n    name: wardroom.rpz\n    zonefile: \"" + file + "\"\n";
        }
        Path file = Files.writeString(folder.resolve("resolver.conf"), conf);
        Process process = net.daemon(net.router(), "unbound", "-d", "-c", file.toString());
        running = process;
        Lab.await("the resolver", () -> resolves("www.example.net"));
    }

    private Process running;

    private void stop() throws InterruptedException {
        running.destroy();
        running.waitFor();
    }

    private boolean resolves(String name) throws IOException {
        String answer = net.attempt(
                        net.client(),
                        "dig +time=2 +tries=1 +noall +answer @" + Net.ROUTER + " " + name
                                + (name.contains("6") ? " AAAA" : " A"))
                .text();
        return answer.contains(Net.MESSENGER) || answer.contains(Net.MESSENGER6) || answer.contains(Net.OTHER);
    }

    @Test
    void theMessengersNamesDoNotResolveAndAllOthersDo() throws IOException, InterruptedException {
        resolver("");
        for (String name : DENIED) {
            assertThat(resolves(name)).as(name + " before").isTrue();
        }
        assertThat(net.fetches("http://telegram.org/")).isTrue();
        stop();

        resolver(Rulings.text(
                new ResponsePolicyZone(Rulings.NOW), Rulings.rules(EXCEPTIONS, Service.TELEGRAM, Service.ZOOM)));
        for (String name : DENIED) {
            assertThat(resolves(name)).as(name).isFalse();
        }
        for (String name : PASSED) {
            assertThat(resolves(name)).as(name).isTrue();
        }
        assertThat(net.fetches("http://telegram.org/")).isFalse();
        assertThat(net.fetches("http://www.example.net/")).isTrue();
        stop();

        resolver("");
        assertThat(net.fetches("http://telegram.org/")).isTrue();
    }

    @Test
    void aHostsFileStopsTheNamesThatItHas() throws IOException {
        resolver("");
        assertThat(address("telegram.org")).isEqualTo(Net.MESSENGER);
        assertThat(net.fetches("http://telegram.org/")).isTrue();
        String before = Files.readString(net.ofClient("hosts"));

        Files.writeString(
                net.ofClient("hosts"), before + Rulings.text(new HostsFile(), Rulings.rules("", Service.TELEGRAM)));
        assertThat(address("telegram.org")).isIn("::", "0.0.0.0");
        assertThat(net.fetches("http://telegram.org/")).isFalse();
        assertThat(net.fetches("http://www.example.net/")).isTrue();
        // What the file says that it cannot do.
        assertThat(address("www.telegram.org")).isEqualTo(Net.MESSENGER);

        Files.writeString(net.ofClient("hosts"), before);
        assertThat(net.fetches("http://telegram.org/")).isTrue();
    }

    private String address(String name) throws IOException {
        return net.in(net.client(), "getent hosts " + name).split("\\s+")[0];
    }
}
