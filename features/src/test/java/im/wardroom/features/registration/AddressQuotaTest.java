// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressQuotaTest {

    private final SetClock clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AddressQuota quota = new AddressQuota(2, clock);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void addressHasSoManyInAnHour() {
        assertThat(quota.take(address("192.0.2.1"))).isTrue();
        assertThat(quota.take(address("192.0.2.1"))).isTrue();
        assertThat(quota.take(address("192.0.2.1"))).isFalse();
        assertThat(quota.take(address("192.0.2.2"))).isTrue();
    }

    @Test
    void nextHourBringsNewOnes() {
        quota.take(address("192.0.2.1"));
        quota.take(address("192.0.2.1"));
        clock.advance(Duration.ofMinutes(59));
        assertThat(quota.take(address("192.0.2.1"))).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(quota.take(address("192.0.2.1"))).isTrue();
    }

    @Test
    void networkOfSixtyFourBitsIsOneAddress() {
        quota.take(address("2001:db8::1"));
        quota.take(address("2001:db8::2"));
        assertThat(quota.take(address("2001:db8::3"))).isFalse();
        assertThat(quota.take(address("2001:db8:0:1::3"))).isTrue();
    }

    @Test
    void oneThatWasNotUsedIsGivenBack() {
        quota.take(address("192.0.2.1"));
        quota.take(address("192.0.2.1"));
        quota.giveBack(address("192.0.2.1"));
        assertThat(quota.take(address("192.0.2.1"))).isTrue();
    }

    @Test
    void remembersBoundedlyMany() {
        for (int i = 0; i < 10_100; i++) {
            quota.take(address("10.0." + i / 250 + "." + i % 250));
        }
        assertThat(quota.size()).isEqualTo(10_000);
    }
}
