// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import io.netty.channel.socket.SocketChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Joins pairs of connections that name the same hash, once it is told to (XEP-0065 §6): it takes connections only for
/// hashes that it was told to expect, and asks nobody why. Thread-safe.
public final class Relay implements AutoCloseable {

    /// How long a hash is expected.
    private static final long EXPECTED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final long CLOSE_MILLIS = 1_000;
    private static final int MAX_EXPECTED = 10_000;
    private static final int MAX_EXPECTED_PER_ACCOUNT = 20;

    private final RelayOptions options;
    private final SequencedMap<String, Meeting> meetings = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();
    private int connections;
    private int running;
    private boolean closed;
    private volatile int port;

    public Relay(RelayOptions options) {
        this.options = options;
    }

    RelayOptions options() {
        return options;
    }

    /// Where connections come in; 0 while nowhere.
    public int port() {
        return port;
    }

    public void listensOn(int listening) {
        port = listening;
    }

    /// A new connection; one too many is closed. On the channel's loop.
    public void accept(SocketChannel channel) {
        synchronized (this) {
            if (closed || connections >= options.maxConnections()) {
                channel.close();
                return;
            }
            connections++;
        }
        channel.closeFuture().addListener(closed -> gone());
        channel.pipeline().addLast(new SocksHandshake(this));
    }

    private synchronized void gone() {
        connections--;
    }

    /// Connections for this hash may come, for some minutes, and the account may have them joined. The account's oldest
    /// expectation gives way to the newest; where there are too many in all, nothing is expected.
    public synchronized void expect(String hash, String account) {
        long now = System.nanoTime();
        forgetExpired(now);
        Meeting known = meetings.get(hash);
        if (known != null) {
            if (known.joined || !known.sides.isEmpty() || !known.account.name.equals(account)) {
                return;
            }
            forget(known);
        }
        if (meetings.size() >= MAX_EXPECTED) {
            return;
        }
        Account owner = accounts.computeIfAbsent(
                account, name -> new Account(name, new Allowance(options.bytesPerSecond(), now)));
        if (owner.expected.size() >= MAX_EXPECTED_PER_ACCOUNT) {
            drop(meetings.get(owner.expected.getFirst()));
        }
        owner.expected.add(hash);
        accounts.put(account, owner);
        meetings.put(hash, new Meeting(hash, owner, now + EXPECTED_NANOS));
    }

    private void forgetExpired(long now) {
        while (!meetings.isEmpty()) {
            Meeting oldest = meetings.firstEntry().getValue();
            if (oldest.expires - now > 0) {
                return;
            }
            if (oldest.joined || !oldest.sides.isEmpty()) {
                // Its connections have times of their own. It is looked at again when it is the oldest next.
                meetings.putLast(oldest.hash, oldest);
                return;
            }
            forget(oldest);
        }
    }

    private void drop(@Nullable Meeting meeting) {
        if (meeting != null) {
            meeting.sides.forEach(Side::close);
            forget(meeting);
        }
    }

    private void forget(Meeting meeting) {
        meetings.remove(meeting.hash, meeting);
        meeting.account.expected.remove(meeting.hash);
        if (meeting.account.isIdle()) {
            accounts.remove(meeting.account.name);
        }
    }

    /// A connection named a hash; false if nobody is expected for that any more.
    synchronized boolean arrives(String hash, Side side) {
        Meeting meeting = meetings.get(hash);
        if (meeting == null
                || meeting.joined
                || meeting.sides.size() >= 2
                || meeting.expires - System.nanoTime() <= 0) {
            return false;
        }
        meeting.sides.add(side);
        return true;
    }

    /// A connection left before it was joined with another.
    synchronized void left(String hash, Side side) {
        Meeting meeting = meetings.get(hash);
        if (meeting != null && !meeting.joined) {
            meeting.sides.remove(side);
        }
    }

    /// Joins the two connections of that hash, if it is the account's.
    public synchronized Activation activate(String hash, String account) {
        Meeting meeting = meetings.get(hash);
        if (meeting == null || !meeting.account.name.equals(account) || meeting.sides.isEmpty()) {
            return Activation.UNKNOWN;
        } else if (meeting.joined) {
            return Activation.RUNNING;
        } else if (meeting.sides.size() < 2) {
            return Activation.INCOMPLETE;
        } else if (meeting.account.running >= options.maxStreamsPerAccount()) {
            return Activation.TOO_MANY;
        }
        meeting.joined = true;
        meeting.account.expected.remove(hash);
        meeting.account.running++;
        running++;
        new Pair(this, meeting, options).begin();
        return Activation.STARTED;
    }

    /// Both connections of a pair are gone.
    synchronized void ended(Meeting meeting) {
        running--;
        meeting.account.running--;
        forget(meeting);
    }

    /// Ends every stream, while there are loops for that. May block for a moment.
    @Override
    public void close() {
        List<Side> all;
        synchronized (this) {
            closed = true;
            all = meetings.values().stream()
                    .flatMap(meeting -> meeting.sides.stream())
                    .toList();
        }
        all.stream().map(Side::close).toList().forEach(end -> end.awaitUninterruptibly(CLOSE_MILLIS));
    }

    /// Pairs that are joined.
    public synchronized int running() {
        return running;
    }

    /// Connections, joined or not.
    public synchronized int connections() {
        return connections;
    }
}
