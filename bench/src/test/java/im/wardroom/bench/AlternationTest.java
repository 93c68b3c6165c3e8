// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.bench.contender.Archive;
import im.wardroom.bench.contender.Forwarder;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.load.Reactor;
import im.wardroom.bench.scenario.Alternation;
import im.wardroom.bench.scenario.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AlternationTest {

    private static final Plan TINY = Plan.QUICK.withLoad(4, 3, 200, 20);
    private static final Duration TURN = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @Test
    void eachServerIsLoadedInItsTurnAndChargedForIt() throws Exception {
        Launcher launcher = new Launcher(folder);
        Contender one = new Contender(new Forwarder(), Archive.OFF);
        int accounts = Alternation.accounts(TINY);
        try (RunningServer first = launcher.start(one, accounts, launcher.folder(one));
                RunningServer second = launcher.start(one, accounts, launcher.folder(one));
                Reactor ofFirst = new Reactor();
                Reactor ofSecond = new Reactor();
                Alternation servers = new Alternation(
                        List.of(Launcher.subject(one, first, ofFirst), Launcher.subject(one, second, ofSecond)),
                        TINY)) {
            for (boolean forwards : new boolean[] {true, false}) {
                assertThat(servers.round(TURN, forwards))
                        .hasSize(2)
                        .allSatisfy(turn -> assertThat(turn.perCpuSecond()).isGreaterThan(100));
            }
        }
    }
}
