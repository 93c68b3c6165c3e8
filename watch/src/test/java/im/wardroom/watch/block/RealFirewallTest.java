// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's nftables on a router with our rules.
@Tag("slow")
class RealFirewallTest {

    private static final int[] PORTS = {80, 443, 21};

    @TempDir
    static Path folder;

    private static Net net;

    @BeforeAll
    static void start() throws IOException {
        Installed.require("nft", "nftables");
        net = Net.start(folder);
        net.servePages(PORTS);
        net.serveNames("www.example.net A 192.0.2.1");
    }

    @AfterEach
    void unload() throws IOException {
        net.attempt(net.router(), "nft flush ruleset");
    }

    @AfterAll
    static void end() {
        if (net != null) {
            net.close();
        }
    }

    private void load(RuleFormat format, String lines, Service... services) throws IOException {
        Path file =
                Files.writeString(folder.resolve("rules.nft"), Rulings.text(format, Rulings.rules(lines, services)));
        net.in(net.router(), "nft -f " + file);
    }

    private void assertPasses(String address, boolean passes) throws IOException {
        for (int port : PORTS) {
            assertThat(net.fetches("http://" + address + ":" + port + "/"))
                    .as(address + " port " + port)
                    .isEqualTo(passes);
        }
    }

    @Test
    void theMessengersFlowsStopOnAllPortsAndTheOthersGoOn() throws IOException {
        assertPasses(Net.MESSENGER, true);
        assertPasses("[" + Net.MESSENGER6 + "]", true);

        load(new Nftables(Action.REJECT), "", Service.TELEGRAM);
        // Again, as whoever keeps it fresh does.
        load(new Nftables(Action.REJECT), "", Service.TELEGRAM, Service.ZOOM);

        assertPasses(Net.MESSENGER, false);
        assertPasses("[" + Net.MESSENGER6 + "]", false);
        assertPasses(Net.OTHER, true);
        assertPasses("[" + Net.OTHER6 + "]", true);
        assertThat(net.in(net.router(), "nft list table inet wardroom_watch"))
                .containsPattern("tcp counter packets [1-9]");

        net.in(net.router(), "nft delete table inet wardroom_watch");
        assertPasses(Net.MESSENGER, true);
    }

    @Test
    void datagramsStopAsWell() throws IOException {
        assertThat(answers(Net.MESSENGER)).isTrue();

        load(new Nftables(Action.DROP), "", Service.TELEGRAM);

        assertThat(answers(Net.MESSENGER)).isFalse();
        assertThat(answers(Net.OTHER)).isTrue();
    }

    private boolean answers(String server) throws IOException {
        return net.attempt(net.client(), "dig +short +time=1 +tries=1 @" + server + " www.example.net")
                        .code()
                == 0;
    }

    @Test
    void whatIsAllowedWithinANetworkPasses() throws IOException {
        load(new Nftables(Action.REJECT), "network " + Net.MESSENGER + "/32 allowed", Service.TELEGRAM);

        assertPasses(Net.MESSENGER, true);
        assertPasses("[" + Net.MESSENGER6 + "]", false);
    }

    @Test
    void theRouterItselfIsStoppedAndNoOtherTableIsTouched() throws IOException {
        net.in(net.router(), "nft add table inet ours");
        load(new Nftables(Action.REJECT), "", Service.TELEGRAM);

        String fetch = "curl -s -f --max-time 3 http://";
        assertThat(net.attempt(net.router(), fetch + Net.MESSENGER + "/").code())
                .isNotZero();
        assertThat(net.attempt(net.router(), fetch + Net.OTHER + "/").code()).isZero();
        assertThat(net.in(net.router(), "nft list tables")).contains("table inet ours");
    }

    @Test
    void allServicesWithForceAreUnderstood() throws IOException {
        Rules rules = RuleBook.rules(Rulings.directory(""), new Selection(Set.of(Service.values()), true), List.of());
        Path file = Files.writeString(folder.resolve("all.nft"), Rulings.text(new Nftables(Action.DROP), rules));

        assertThat(net.in(net.router(), "nft -c -f " + file)).isEmpty();
    }
}
