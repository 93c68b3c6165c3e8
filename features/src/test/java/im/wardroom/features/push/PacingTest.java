// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.push.Pacing.Key;
import im.wardroom.xmpp.address.BareJid;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Key PHONE = new Key(BareJid.parse("romeo@example.org"), "phone");
    private static final Key TABLET = new Key(BareJid.parse("romeo@example.org"), "tablet");

    private final Pacing pacing = new Pacing();

    @Test
    void firstGoesAtOnceAndTheOthersAreToldTogether() {
        assertThat(pacing.arrives(PHONE)).isTrue();
        assertThat(pacing.arrives(PHONE)).isFalse();
        assertThat(pacing.arrives(PHONE)).isFalse();
        assertThat(pacing.ends(PHONE)).isEqualTo(2);
        assertThat(pacing.arrives(PHONE)).as("the next pause").isFalse();
        assertThat(pacing.ends(PHONE)).isEqualTo(1);
    }

    @Test
    void quietPauseIsForgotten() {
        assertThat(pacing.arrives(PHONE)).isTrue();
        assertThat(pacing.ends(PHONE)).isZero();
        assertThat(pacing.size()).isZero();
        assertThat(pacing.ends(PHONE)).isZero();
        assertThat(pacing.arrives(PHONE)).isTrue();
    }

    @Test
    void registrationsDoNotWaitForEachOther() {
        assertThat(pacing.arrives(PHONE)).isTrue();
        assertThat(pacing.arrives(TABLET)).isTrue();
    }

    @Test
    void crowdIsBounded() {
        BareJid owner = PHONE.owner();
        for (int i = 0; i < 100_000; i++) {
            assertThat(pacing.arrives(new Key(owner, "r" + i))).isTrue();
        }
        assertThat(pacing.arrives(PHONE)).isFalse();
        assertThat(pacing.size()).isEqualTo(100_000);
        assertThat(pacing.ends(new Key(owner, "r0"))).isZero();
        assertThat(pacing.arrives(PHONE)).isTrue();
    }
}
