// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.xmpp.address.Jid;
import java.time.Duration;
import java.time.Instant;

/// Says after a stanza how long its connection is not to be read. Thread-safe, returns at once.
@FunctionalInterface
public interface Brake {

    Brake NONE = (connection, now) -> Pace.FREE;

    Pace after(Jid connection, Instant now);

    /// @param pause zero if it may go on at once
    /// @param end it has gone too far
    record Pace(Duration pause, boolean end) {
        public static final Pace FREE = new Pace(Duration.ZERO, false);

        public boolean isFree() {
            return this == FREE || pause.isZero() && !end;
        }
    }
}
