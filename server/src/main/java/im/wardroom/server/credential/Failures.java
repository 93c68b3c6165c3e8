// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.server.credential.Lockout.Decision;
import java.time.Duration;
import java.time.Instant;

/// The wrong passwords of one kind: for an account, or from an address.
///
/// @param count since the last lock
/// @param locks how often it was locked before
/// @param last when the last one was
record Failures(int count, int locks, Instant last) {

    static final Failures NONE = new Failures(0, 0, Instant.EPOCH);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 20;

    /// What is left of it at that time.
    Failures asOf(Instant now, int limit, LockoutRules rules) {
        Instant until = lockedUntil(limit, rules);
        if (now.isBefore(until)) {
            return this;
        }
        if (until.plus(rules.forgetAfter()).isBefore(now)) {
            return NONE;
        }
        return count >= limit ? new Failures(0, locks + 1, last) : this;
    }

    boolean isLocked(Instant now, int limit, LockoutRules rules) {
        return now.isBefore(lockedUntil(limit, rules));
    }

    private Instant lockedUntil(int limit, LockoutRules rules) {
        return count < limit ? last : last.plus(doubled(rules.lock(), locks, rules.maxLock()));
    }

    Failures another(Instant now) {
        return new Failures(count + 1, locks, now);
    }

    Failures oneLess() {
        return new Failures(Math.max(0, count - 1), locks, last);
    }

    /// @param free how many cost nothing
    Decision decide(Instant now, int limit, int free, LockoutRules rules) {
        if (isLocked(now, limit, rules)) {
            return new Decision.Refuse(lockedUntil(limit, rules));
        }
        int costly = count - free;
        if (costly < 0 || rules.maxDelay().isZero()) {
            return Decision.Proceed.NOW;
        }
        return new Decision.Delay(doubled(FIRST_DELAY, costly, rules.maxDelay()));
    }

    private static Duration doubled(Duration first, int times, Duration max) {
        Duration doubled = first.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
        return doubled.compareTo(max) < 0 ? doubled : max;
    }
}
