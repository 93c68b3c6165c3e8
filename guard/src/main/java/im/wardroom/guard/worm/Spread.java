// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How one account passed one artefact on. Guarded by its family.
final class Spread {

    private static final int MOST_VENUES = 64;

    final BareJid sender;

    /// From whom it had it first; null if nobody here sent it.
    final @Nullable BareJid source;

    final @Nullable Instant received;
    final Instant begun;
    Instant last;
    State state = State.FREE;

    /// The weights of everybody whom it went to.
    double score;

    boolean toRoom;

    /// Whether it went to too many.
    boolean isOver;

    Instant asked = Instant.EPOCH;
    private long[] venues = new long[2];
    private int count;

    enum State {
        FREE,
        /// Asked whether it is a person.
        ASKED,
        /// Has answered.
        PERSON,
        /// Did not answer, or was seen to spread by itself.
        INFECTED
    }

    Spread(BareJid sender, @Nullable BareJid source, @Nullable Instant received, Instant begun) {
        this.sender = sender;
        this.source = source;
        this.received = received;
        this.begun = begun;
        this.last = begun;
    }

    boolean isOnward() {
        return source != null;
    }

    /// How many people and rooms it went to, or was meant for.
    int venues() {
        return count;
    }

    boolean wentTo(long venue) {
        for (int i = 0; i < count; i++) {
            if (venues[i] == venue) {
                return true;
            }
        }
        return false;
    }

    void add(Reach reach, double weight, Instant at) {
        last = at;
        if (!wentTo(reach.key())) {
            score += weight;
            toRoom |= reach.kind() == Reach.Kind.ROOM;
            if (count < MOST_VENUES) {
                venues = count == venues.length ? Arrays.copyOf(venues, 2 * count) : venues;
                venues[count++] = reach.key();
            }
        }
    }
}
