// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Hostile sessions that offer far too many stanzas, and connections that say nothing or next to nothing, against a
/// server on loopback. It lives on a thread of its own and ends when it is closed, or when its time is over.
public final class Attack implements AutoCloseable {

    /// How much of it there is.
    ///
    /// @param firstAccount of the hostile ones
    /// @param sessions that are signed in
    /// @param perSecond stanzas that all of them offer together
    /// @param idlers connections that do not sign in: half are silent, half send a byte a second
    /// @param seconds after which it ends by itself
    public record Size(int firstAccount, int sessions, int perSecond, int idlers, int seconds) {}

    private static final int ADDRESSES = 20;

    /// Bytes that a hostile client has waiting before it sees that the server does not read.
    private static final int MOST_WAITING = 64 * 1024;

    private static final int CONNECTING_AT_ONCE = 100;
    private static final byte[] HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private final XmppClient.Shared shared;
    private final InetSocketAddress server;
    private final Size size;
    private final List<String> victims;
    private final Deque<XmppClient> hostile = new ArrayDeque<>();
    private final List<Idler> idlers = new ArrayList<>();
    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final Thread thread = new Thread(this::run, "attack");
    private volatile boolean closed;
    private volatile String failure = "";
    private int connecting;
    private int nextAccount;

    /// @param victims addresses that are written to
    public Attack(Credentials credentials, InetSocketAddress server, Size size, List<String> victims) {
        this.shared = new XmppClient.Shared(new Reactor(), credentials);
        this.server = server;
        this.size = size;
        this.victims = List.copyOf(victims);
        if (!server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("an attack is for loopback only");
        }
    }

    public void start() {
        thread.start();
    }

    /// Stanzas that the hostile sessions wanted to send.
    public long offered() {
        return offered.get();
    }

    /// Those that they could give to their network.
    public long taken() {
        return taken.get();
    }

    /// Hostile sessions that the server ended.
    public long ended() {
        return ended.get();
    }

    /// Connections that do not sign in, as they are now.
    public long connected() {
        return connected.get();
    }

    /// Empty if all went as it should.
    public String failure() {
        return failure;
    }

    private void run() {
        try (Reactor reactor = shared.reactor()) {
            long begun = System.nanoTime();
            long end = begun + size.seconds() * 1_000_000_000L;
            long nextIdle = begun;
            long sent = 0;
            while (!closed && System.nanoTime() < end) {
                reactor.turn(false);
                signIn();
                long now = System.nanoTime();
                if (now >= nextIdle) {
                    nextIdle = now + 1_000_000_000L;
                    idle();
                }
                if (hostile.size() < size.sessions() / 2) {
                    begun = now;
                    sent = 0;
                }
                long due = (now - begun) / 1_000 * size.perSecond() / 1_000_000;
                // Behind a pause, the rate is kept and not what was missed.
                sent = Math.max(sent, due - size.perSecond());
                while (sent < due && !hostile.isEmpty()) {
                    offer(sent++);
                }
            }
            hostile.forEach(XmppClient::close);
        } catch (IOException | RuntimeException e) {
            failure = e.toString();
        } finally {
            idlers.forEach(Idler::close);
        }
    }

    private void signIn() throws IOException {
        while (connecting < 8 && hostile.size() + connecting < size.sessions()) {
            connecting++;
            int account = size.firstAccount() + nextAccount++ % size.sessions();
            XmppClient.connect(shared, server, account, XmppClient.Manner.PLAIN, new Hostile());
        }
    }

    private void offer(long number) {
        XmppClient client = hostile.removeFirst();
        hostile.addLast(client);
        offered.incrementAndGet();
        if (client.waiting() > MOST_WAITING) {
            return;
        }
        taken.incrementAndGet();
        client.ask(
                switch ((int) (number % 4)) {
                    case 0 -> "<presence><status>" + number + "</status></presence>";
                    case 1 -> "<iq type='get' id='" + number + "'><query xmlns='jabber:iq:roster'/></iq>";
                    default ->
                        "<message type='chat' to='" + victims.get((int) (number % victims.size())) + "'><body>spam "
                                + number + "</body></message>";
                });
    }

    /// Keeps up the number of those that do not sign in.
    private void idle() throws IOException {
        idlers.removeIf(Idler::isGone);
        for (int i = 0; i < CONNECTING_AT_ONCE * 10 && idlers.size() < size.idlers(); i++) {
            idlers.add(new Idler(idlers.size()));
        }
        connected.set(idlers.size());
        idlers.forEach(Idler::drip);
    }

    private final class Hostile implements Client.Listener {

        private boolean signedIn;

        @Override
        public void ready(Client client) {
            signedIn = true;
            connecting--;
            hostile.add((XmppClient) client);
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            // Refusals; nobody reads them.
        }

        @Override
        public void failed(Client client, String why) {
            if (signedIn) {
                ended.incrementAndGet();
                hostile.remove(client);
            } else {
                connecting--;
            }
        }
    }

    private final class Idler {

        private final SocketChannel channel = SocketChannel.open();
        private final boolean drips;
        private final ByteBuffer read = ByteBuffer.allocate(64);
        private int said;

        Idler(int number) throws IOException {
            drips = number % 2 == 1;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + number % ADDRESSES)}), 0));
            channel.configureBlocking(false);
            channel.connect(server);
        }

        boolean isGone() {
            try {
                if (channel.isConnectionPending()) {
                    channel.finishConnect();
                    return false;
                }
                boolean gone = channel.read(read.clear()) < 0;
                if (gone) {
                    channel.close();
                }
                return gone;
            } catch (IOException e) {
                close();
                return true;
            }
        }

        void drip() {
            if (!drips || !channel.isConnected()) {
                return;
            }
            try {
                byte next = said < HELLO.length ? HELLO[said] : 0;
                said++;
                channel.write(ByteBuffer.wrap(new byte[] {next}));
            } catch (IOException e) {
                close();
            }
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                failure = e.toString();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
