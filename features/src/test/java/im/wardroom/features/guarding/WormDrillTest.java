// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.features.guarding.Outbreak.Kind;
import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Policy;
import im.wardroom.testkit.TestServer;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Worms of each fast kind among people who are all online, over real connections. With `-Dwardroom.drill=500` among so
/// many.
@Tag("slow")
@Timeout(120)
class WormDrillTest {

    private static final int PEOPLE = Integer.getInteger("wardroom.drill", 40);

    /// As by default, but that people have seconds to answer instead of minutes, so that the test ends.
    private static final Policy POLICY = Policy.DEFAULT.with(new HoldRules(
            Duration.ofSeconds(1),
            HoldRules.DEFAULT.confirmation(),
            HoldRules.DEFAULT.request(),
            HoldRules.DEFAULT.perAccount(),
            HoldRules.DEFAULT.inAll(),
            HoldRules.DEFAULT.attempts()));

    private static final long SEED = Long.getLong("wardroom.seed", 20261127L);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void wormIsBlockedWithinTwoSecondsAndTakenBackWithinTen(Kind kind) {
        try (TestServer server = TestServer.start(
                        Features.all(Features.Settings.DEFAULT, Clock.systemUTC()),
                        settings -> settings.guardedBy(() -> POLICY));
                Outbreak outbreak = new Outbreak(server, kind, PEOPLE, SEED)) {
            Outbreak.Report report = outbreak.run();
            System.out.println("drill " + kind + ", seed " + SEED + ": " + report);
            assertThat(report.copies()).isLessThan(150);
            assertThat(report.untilStopped()).isLessThan(Duration.ofSeconds(2));
            assertThat(report.untilTakenBack()).isLessThan(Duration.ofSeconds(10));
            assertThat(report.notTakenBack()).isZero();
        }
    }
}
