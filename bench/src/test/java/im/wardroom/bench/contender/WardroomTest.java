// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.config.PolicyText;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Policy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The policies with which the program is measured.
class WardroomTest {

    private static Policy policy(String text) throws Exception {
        return PolicyText.parse("policy.toml", text).policy(Path.of("/"));
    }

    @Test
    void guardThatIsMeasuredLooksForEverything() throws Exception {
        Policy policy = policy(Wardroom.WITHOUT_LIMITS);
        assertThat(policy.worms().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.senders().floods().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.leaks()).isEqualTo(Policy.DEFAULT.leaks());
        assertThat(policy.malware()).isEqualTo(Policy.DEFAULT.malware());
    }

    @Test
    void serverWithoutAGuardLooksForNothing() throws Exception {
        Policy policy = policy(Wardroom.OFF);
        assertThat(policy.worms().mode()).isEqualTo(Mode.OFF);
        assertThat(policy.senders().floods().mode()).isEqualTo(Mode.OFF);
        assertThat(policy.keepTraffic()).isZero();
        assertThat(policy.leaks().rules()).allMatch(rule -> rule.mode() == Mode.OFF);
        assertThat(policy.labels().mode()).isEqualTo(Mode.OFF);
        assertThat(policy.malware().trojan().mode()).isEqualTo(Mode.OFF);
        assertThat(policy.malware().embedded().mode()).isEqualTo(Mode.OFF);
    }
}
