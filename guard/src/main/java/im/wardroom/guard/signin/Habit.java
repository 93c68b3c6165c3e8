// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.signin;

import im.wardroom.guard.address.Network;
import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What one account did lately, and what of it counts against it. Bounded; guarded by itself.
final class Habit {

    private static final int MOST_MARKS = 16;
    private static final int MANY_NETWORKS = 5;
    private static final Duration AT_ONCE = Duration.ofMinutes(5);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /// So many sign-ins are needed before anything is said about the hours of somebody's day.
    private static final int ENOUGH = 50;

    private static final int HOURS = 24;

    /// Something that counts against the account.
    private record Mark(Instant at, String what, int points) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Deque<Instant> newNetworks = new ArrayDeque<>();
    private final int[] hours = new int[HOURS];
    private int signIns;
    private @Nullable InetAddress lastAddress;
    private Instant lastActive = Instant.MIN;
    private Instant newPlace = Instant.MIN;
    private final Set<BareJid> writtenTo = new HashSet<>();
    private boolean fannedOut;

    /// Nothing counts against it, and nothing is waited for.
    private volatile boolean calm = true;

    synchronized void signedIn(SignIn signIn, SignInRules rules) {
        Instant now = signIn.at();
        int hour = now.atZone(rules.zone()).getHour();
        if (signIn.isFromANewPlace()) {
            newPlace(signIn, hour);
        }
        hours[hour]++;
        signIns++;
    }

    private void newPlace(SignIn signIn, int hour) {
        Instant now = signIn.at();
        if (signIn.newDevice()) {
            mark(now, "new device", 1);
        }
        if (signIn.newNetwork()) {
            mark(now, "new network", 1);
            newNetworks.add(now);
            while (newNetworks.size() > MANY_NETWORKS
                    || newNetworks.getFirst().plus(AN_HOUR).isBefore(now)) {
                newNetworks.removeFirst();
            }
            if (newNetworks.size() == MANY_NETWORKS) {
                mark(now, "many networks", 2);
            }
        }
        boolean both = signIn.newDevice() && signIn.newNetwork();
        if (both && isElsewhere(signIn.address(), now)) {
            mark(now, "two places at once", 1);
        }
        if (both && signIns >= ENOUGH && around(hour) == 0) {
            mark(now, "unusual hour", 1);
        }
        if (both) {
            calm = false;
            newPlace = now;
            writtenTo.clear();
            fannedOut = false;
        }
    }

    private boolean isElsewhere(InetAddress address, Instant now) {
        InetAddress last = lastAddress;
        return last != null
                && !Network.provider(last).contains(address)
                && lastActive.plus(AT_ONCE).isAfter(now);
    }

    /// Sign-ins within an hour of that time of the day.
    private int around(int hour) {
        return hours[(hour + HOURS - 1) % HOURS] + hours[hour] + hours[(hour + 1) % HOURS];
    }

    synchronized void active(@Nullable InetAddress address, Instant now) {
        if (address != null) {
            lastAddress = address;
        }
        lastActive = now;
    }

    /// The account wrote to somebody.
    synchronized void wroteTo(BareJid recipient, Instant now, SignInRules rules) {
        if (!isWatched(now, rules)) {
            return;
        }
        writtenTo.add(recipient);
        if (writtenTo.size() > rules.people()) {
            fannedOut = true;
            writtenTo.clear();
            mark(now, "wrote to many people at once", 3);
        }
    }

    /// It has signed in from a new place, and has not written to many people since.
    private boolean isWatched(Instant now, SignInRules rules) {
        return !fannedOut
                && !newPlace.equals(Instant.MIN)
                && !newPlace.plus(rules.soon()).isBefore(now);
    }

    boolean isCalm() {
        return calm;
    }

    synchronized void calmDown(Instant now, SignInRules rules) {
        calm = marks.isEmpty() && !isWatched(now, rules);
    }

    private void mark(Instant now, String what, int points) {
        calm = false;
        if (marks.size() >= MOST_MARKS) {
            marks.removeFirst();
        }
        marks.add(new Mark(now, what, points));
    }

    synchronized int score(Instant now, Duration remember) {
        if (marks.isEmpty()) {
            return 0;
        }
        marks.removeIf(mark -> mark.at().plus(remember).isBefore(now));
        return marks.stream().mapToInt(Mark::points).sum();
    }

    /// What counts, in words.
    synchronized String reasons() {
        StringJoiner joined = new StringJoiner(", ");
        marks.stream().map(Mark::what).distinct().forEach(joined::add);
        return joined.toString();
    }

    synchronized void forgive() {
        marks.clear();
        newPlace = Instant.MIN;
        writtenTo.clear();
    }
}
