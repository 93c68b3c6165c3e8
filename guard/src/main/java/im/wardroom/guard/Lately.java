// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// To whom somebody has turned in the current minute: for what is to be done for a pair now and then, and not for each
/// of its messages. Some are forgotten at once, so doing it again must do no harm. Belongs to one thread.
public final class Lately {

    private static final int PLACES = 4;
    private static final int SECONDS = 60;

    private final @Nullable Jid[] others = new Jid[PLACES];
    private final long[] minutes = new long[PLACES];

    public boolean has(Jid other, Instant at) {
        int place = place(other);
        return minutes[place] == minute(at) && other.equals(others[place]);
    }

    public void add(Jid other, Instant at) {
        int place = place(other);
        others[place] = other;
        minutes[place] = minute(at);
    }

    private static long minute(Instant at) {
        return at.getEpochSecond() / SECONDS;
    }

    private static int place(Jid other) {
        return (other.hashCode() * 0x9E3779B9) >>> 30;
    }
}
