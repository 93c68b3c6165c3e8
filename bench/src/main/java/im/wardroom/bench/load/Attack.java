// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Hostile sessions that offer far too many stanzas, and connections that say nothing or next to nothing, against a
/// server on loopback. It is a process of its own that gives way to everybody else, so that what it costs is not
/// charged to the people who are measured beside it: [AttackProcess] starts it.
public final class Attack {

    /// How much of it there is.
    ///
    /// @param firstAccount of the hostile ones
    /// @param sessions that are signed in
    /// @param perSecond stanzas that all of them offer together
    /// @param idlers connections that do not sign in: half are silent, half send a byte a second
    /// @param seconds after which it ends by itself
    record Size(int firstAccount, int sessions, int perSecond, int idlers, int seconds) {}

    /// What became of it so far.
    ///
    /// @param offered stanzas that the hostile sessions wanted to send
    /// @param taken those that they could give to their network
    /// @param ended hostile sessions that the server ended
    /// @param connected connections that do not sign in, as they are now
    public record Totals(long offered, long taken, long ended, long connected) {

        static final Totals NONE = new Totals(0, 0, 0, 0);

        static Totals parse(String line) {
            long[] numbers = Arrays.stream(line.split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Totals(numbers[0], numbers[1], numbers[2], numbers[3]);
        }

        String line() {
            return offered + " " + taken + " " + ended + " " + connected;
        }
    }

    private static final int ADDRESSES = 20;

    /// Bytes that a hostile client has waiting before it sees that the server does not read.
    private static final int MOST_WAITING = 64 * 1024;

    private static final int CONNECTING_A_SECOND = 1_000;
    private static final byte[] HELLO = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static final long TOLD_EVERY = 100_000_000;

    private final XmppClient.Shared shared;
    private final InetSocketAddress server;
    private final Size size;
    private final List<String> victims;
    private final Deque<XmppClient> hostile = new ArrayDeque<>();
    private final @Nullable Idler[] idlers;
    private final long begun = System.nanoTime();
    private long offered;
    private long taken;
    private long ended;
    private long connected;
    private long visited;
    private long connects;
    private volatile boolean closed;
    private int connecting;
    private int nextAccount;

    /// @param victims addresses that are written to
    private Attack(Credentials credentials, InetSocketAddress server, Size size, List<String> victims) {
        this.shared = new XmppClient.Shared(new Reactor(), credentials);
        this.server = server;
        this.size = size;
        this.victims = List.copyOf(victims);
        this.idlers = new @Nullable Idler[size.idlers()];
        if (!server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("an attack is for loopback only");
        }
    }

    /// `Attack PORT FIRST-ACCOUNT SESSIONS PER-SECOND IDLERS SECONDS`: against that port on loopback, with the accounts
    /// of every run; the accounts before the first are its victims. Prints a line of [Totals] ten times a second.
    public static void main(String[] arguments) throws IOException {
        int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        Credentials credentials = Credentials.DEFAULT;
        Attack attack = new Attack(
                credentials,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), numbers[0]),
                new Size(numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]),
                IntStream.range(0, numbers[1] / 2)
                        .mapToObj(pair -> credentials.address(2 * pair + 1))
                        .toList());
        Thread.ofPlatform().daemon().start(attack::closeWithInput);
        attack.run();
    }

    private void closeWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println(e);
        }
        closed = true;
    }

    private void run() throws IOException {
        try (Reactor reactor = shared.reactor()) {
            long end = begun + size.seconds() * 1_000_000_000L;
            long sending = begun;
            long nextTold = begun;
            long sent = 0;
            while (!closed && System.nanoTime() < end) {
                reactor.turn(1);
                signIn();
                long now = System.nanoTime();
                idle(now);
                if (hostile.size() < size.sessions() / 2) {
                    sending = now;
                    sent = 0;
                }
                long due = (now - sending) / 1_000 * size.perSecond() / 1_000_000;
                // Behind a pause, the rate is kept and not what was missed.
                sent = Math.max(sent, due - size.perSecond());
                while (sent < due && !hostile.isEmpty()) {
                    offer(sent++);
                }
                if (now >= nextTold) {
                    nextTold = now + TOLD_EVERY;
                    System.out.println(new Totals(offered, taken, ended, connected).line());
                }
            }
            hostile.forEach(XmppClient::close);
        } finally {
            for (Idler idler : idlers) {
                if (idler != null) {
                    idler.close();
                }
            }
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
        offered++;
        if (client.waiting() > MOST_WAITING) {
            return;
        }
        taken++;
        client.ask(
                switch ((int) (number % 4)) {
                    case 0 -> "<presence><status>" + number + "</status></presence>";
                    case 1 -> "<iq type='get' id='" + number + "'><query xmlns='jabber:iq:roster'/></iq>";
                    default ->
                        "<message type='chat' to='" + victims.get((int) (number % victims.size())) + "'><body>spam "
                                + number + "</body></message>";
                });
    }

    /// Visits each of those that do not sign in once a second, one after the other as if they did not know of each
    /// other, and keeps up their number.
    private void idle(long now) throws IOException {
        long due = (now - begun) / 1_000 * idlers.length / 1_000_000;
        for (visited = Math.max(visited, due - idlers.length); visited < due; visited++) {
            int number = (int) (visited % idlers.length);
            Idler idler = idlers[number];
            if (idler == null) {
                if (connects < (now - begun) / 1_000_000_000.0 * CONNECTING_A_SECOND) {
                    connects++;
                    connected++;
                    idlers[number] = new Idler(number);
                }
            } else if (idler.isGone()) {
                connected--;
                idlers[number] = null;
            } else {
                idler.drip();
            }
        }
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
                ended++;
                hostile.remove((XmppClient) client);
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

        boolean isGone() throws IOException {
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
            } catch (IOException gone) {
                channel.close();
                return true;
            }
        }

        void drip() throws IOException {
            if (!drips || !channel.isConnected()) {
                return;
            }
            try {
                byte next = said < HELLO.length ? HELLO[said] : 0;
                said++;
                channel.write(ByteBuffer.wrap(new byte[] {next}));
            } catch (IOException gone) {
                close();
            }
        }

        void close() throws IOException {
            channel.close();
        }
    }
}
