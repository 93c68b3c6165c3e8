// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void secondsWorthPassesAtOnceAndTheRestAtItsPace() {
        Allowance allowance = new Allowance(1_000, 0);
        assertThat(allowance.pass(1_000, 0)).isLessThanOrEqualTo(0);
        assertThat(allowance.pass(500, 0)).isEqualTo(SECOND / 2);
        assertThat(allowance.pass(500, SECOND / 2)).isEqualTo(SECOND / 2);
        assertThat(allowance.pass(0, 2 * SECOND)).isLessThanOrEqualTo(0);
    }

    @Test
    void silenceSavesUpOneSecondOnly() {
        Allowance allowance = new Allowance(1_000, 0);
        assertThat(allowance.pass(2_000, 100 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void allOfATimeThatRunsBackwardsIsNoMatter() {
        Allowance allowance = new Allowance(1_000, Long.MAX_VALUE - SECOND);
        assertThat(allowance.pass(1_000, Long.MAX_VALUE - SECOND)).isLessThanOrEqualTo(0);
        assertThat(allowance.pass(1_000, Long.MIN_VALUE + SECOND)).isLessThanOrEqualTo(0);
    }
}
