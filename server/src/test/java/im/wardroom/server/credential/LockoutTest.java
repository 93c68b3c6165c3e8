// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HandClock;
import im.wardroom.server.credential.Lockout.Decision;
import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private static final BareJid JULIET = BareJid.parse("juliet@example.org");
    private static final InetAddress HOME = address(1);

    private final HandClock hands = new HandClock();
    private final Lockout lockout = new Lockout(LockoutRules.DEFAULT, hands, 1_000);

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void strangersGuess(int times) {
        for (int i = 0; i < times; i++) {
            lockout.check(JULIET, address(100 + i), false);
        }
    }

    @Test
    void firstWrongPasswordsCostNothingThenTheDelayDoubles() {
        strangersGuess(3);
        assertThat(lockout.check(JULIET, HOME, false)).isEqualTo(new Decision.Delay(Duration.ofSeconds(1)));
        assertThat(lockout.check(JULIET, HOME, false)).isEqualTo(new Decision.Delay(Duration.ofSeconds(2)));
    }

    @Test
    void accountIsLockedForStrangersAndOpensAgain() {
        strangersGuess(10);
        Instant until = hands.instant().plus(Duration.ofMinutes(15));
        assertThat(lockout.check(JULIET, HOME, false)).isEqualTo(new Decision.Refuse(until));
        assertThat(lockout.isLocked(JULIET)).isTrue();
        hands.pass(Duration.ofMinutes(15));
        assertThat(lockout.check(JULIET, HOME, false)).isEqualTo(Decision.Proceed.NOW);
    }

    @Test
    void secondLockLastsTwiceAsLong() {
        strangersGuess(10);
        hands.pass(Duration.ofMinutes(15));
        strangersGuess(10);
        assertThat(lockout.check(JULIET, HOME, false))
                .isEqualTo(new Decision.Refuse(hands.instant().plus(Duration.ofMinutes(30))));
    }

    @Test
    void strangersNeverLockTheOwnerOutFromAKnownOrigin() {
        strangersGuess(500);
        assertThat(lockout.check(JULIET, HOME, true)).isEqualTo(Decision.Proceed.NOW);
    }

    @Test
    void knownOriginAnswersForItsOwnGuesses() {
        for (int i = 0; i < 10; i++) {
            lockout.check(JULIET, HOME, true);
        }
        assertThat(lockout.check(JULIET, HOME, true)).isInstanceOf(Decision.Refuse.class);
        assertThat(lockout.check(JULIET, address(2), true)).isEqualTo(Decision.Proceed.NOW);
    }

    @Test
    void addressThatGuessesAtManyAccountsIsRefused() {
        for (int i = 0; i < 50; i++) {
            lockout.check(BareJid.parse("user" + i + "@example.org"), HOME, false);
        }
        assertThat(lockout.check(JULIET, HOME, false)).isInstanceOf(Decision.Refuse.class);
        assertThat(lockout.check(JULIET, address(2), false)).isEqualTo(Decision.Proceed.NOW);
    }

    @Test
    void ownAccountDoesNotClearTheAddress() {
        for (int i = 0; i < 49; i++) {
            lockout.check(BareJid.parse("user" + i + "@example.org"), HOME, false);
            lockout.check(JULIET, HOME, false);
            lockout.succeeded(JULIET, HOME, false);
        }
        lockout.check(BareJid.parse("last@example.org"), HOME, false);
        assertThat(lockout.check(JULIET, HOME, false)).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void unlockOpensTheAccount() {
        strangersGuess(10);
        lockout.unlock(JULIET);
        assertThat(lockout.isLocked(JULIET)).isFalse();
        assertThat(lockout.check(JULIET, HOME, false)).isEqualTo(Decision.Proceed.NOW);
    }

    @Test
    void floodOfMadeUpNamesNeitherGrowsTheTableNorFreesAnAccount() {
        strangersGuess(10);
        for (int i = 0; i < 5_000; i++) {
            lockout.check(BareJid.parse("made-up-" + i + "@example.org"), address(1_000 + i), false);
        }
        assertThat(lockout.size()).isLessThanOrEqualTo(2_000);
        assertThat(lockout.isLocked(JULIET)).isTrue();
    }
}
