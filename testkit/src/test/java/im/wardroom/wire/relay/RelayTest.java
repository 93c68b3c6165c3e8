// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestCertificate;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pairs of connections over real sockets.
@Timeout(60)
class RelayTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "f123456789abcdef0123456789abcdef01234567";
    private static final String ROMEO = "romeo@example.org";
    private static final RelayOptions CALM = new RelayOptions(
            20, 2, 1L << 30, 1L << 30, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private Wire wire = wire();
    private Relay relay = new Relay(CALM);

    private static Wire wire() {
        return new Wire(
                new WireOptions(
                        null,
                        null,
                        TestCertificate.of(List.of(new Domain("capulet.example"))),
                        XmlLimits.DEFAULT,
                        1_000,
                        1_000),
                2);
    }

    private InetSocketAddress listen(RelayOptions options) throws IOException {
        relay = new Relay(options);
        return Objects.requireNonNull(
                wire.listenForRelay(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), relay));
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never happened").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void twoSidesExchangeBytesOnceTheyAreJoined() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address)) {
            assertThat(one.connect(HASH)).isZero();
            assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.INCOMPLETE);
            assertThat(other.connect(HASH)).isZero();
            one.send("early, ");
            assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.STARTED);
            assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.RUNNING);
            one.send("and later");
            assertThat(other.read(16)).isEqualTo("early, and later");
            other.send("back");
            assertThat(one.read(4)).isEqualTo("back");
            one.send("the end");
            one.close();
            assertThat(other.read(7)).isEqualTo("the end");
            assertThat(other.read()).isEqualTo(-1);
        }
        await(() -> relay.running() == 0 && relay.connections() == 0);
    }

    @Test
    void megabytesArriveAsTheyWereSent() throws Exception {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        byte[] sent = new byte[8 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31 + (i >> 8));
        }
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            relay.activate(HASH, ROMEO);
            Thread sender = Thread.ofVirtual().start(() -> {
                one.send(sent);
                one.close();
            });
            byte[] came = other.socket.getInputStream().readAllBytes();
            sender.join();
            assertThat(Arrays.equals(sent, came))
                    .as(came.length + " bytes came")
                    .isTrue();
        }
    }

    @Test
    void hashThatNobodyOfferedIsRefused() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        for (String wrong : List.of(OTHER, "x", HASH.toUpperCase(java.util.Locale.ROOT), "a".repeat(255))) {
            try (SocksClient client = new SocksClient(address)) {
                assertThat(client.connect(wrong)).as(wrong).isEqualTo(2);
                assertThat(client.read()).isEqualTo(-1);
            }
        }
        assertThat(relay.activate(OTHER, ROMEO)).isEqualTo(Activation.UNKNOWN);
        assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.UNKNOWN);
    }

    @Test
    void thirdConnectionIsRefusedBeforeAndAfter() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address);
                SocksClient third = new SocksClient(address);
                SocksClient fourth = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            assertThat(third.connect(HASH)).isEqualTo(2);
            relay.activate(HASH, ROMEO);
            assertThat(fourth.connect(HASH)).isEqualTo(2);
            one.send("x");
            assertThat(other.read(1)).isEqualTo("x");
        }
    }

    @Test
    void onlyTheAccountThatOfferedItActivates() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        relay.expect(HASH, "tybalt@example.org");
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            assertThat(relay.activate(HASH, "tybalt@example.org")).isEqualTo(Activation.UNKNOWN);
            assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.STARTED);
        }
    }

    @Test
    void whatIsNotSocksOrMoreThanIsNeededIsRefused() throws IOException {
        InetSocketAddress address = listen(CALM);
        try (SocksClient client = new SocksClient(address)) {
            client.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(client.read()).isEqualTo(-1);
        }
        try (SocksClient client = new SocksClient(address)) {
            client.send(5, 1, 2);
            assertThat(List.of(client.read(), client.read(), client.read())).containsExactly(5, 0xFF, -1);
        }
        assertReply(address, 7, 5, 2, 0, 3, 1, 'x', 0, 0);
        assertReply(address, 8, 5, 1, 0, 1, 127, 0, 0, 1, 0, 80);
    }

    private static void assertReply(InetSocketAddress address, int code, int... request) {
        try (SocksClient client = new SocksClient(address)) {
            client.send(5, 1, 0);
            assertThat(List.of(client.read(), client.read())).containsExactly(5, 0);
            client.send(request);
            assertThat(List.of(client.read(), client.read())).containsExactly(5, code);
        }
    }

    @Test
    void whoSaysNothingAndWhoWaitsInVainIsShownOut() throws IOException {
        InetSocketAddress address = listen(new RelayOptions(
                20, 2, 1L << 30, 1L << 30, Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofSeconds(2)));
        relay.expect(HASH, ROMEO);
        try (SocksClient silent = new SocksClient(address);
                SocksClient alone = new SocksClient(address)) {
            assertThat(alone.connect(HASH)).isZero();
            assertThat(alone.read()).isEqualTo(-1);
            assertThat(silent.read()).isEqualTo(-1);
        }
        await(() -> relay.connections() == 0);
        try (SocksClient again = new SocksClient(address)) {
            assertThat(again.connect(HASH)).as("its place is free").isZero();
        }
    }

    @Test
    void idlePairIsClosed() throws IOException {
        InetSocketAddress address = listen(new RelayOptions(
                20, 2, 1L << 30, 1L << 30, Duration.ofMillis(400), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        relay.expect(HASH, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            relay.activate(HASH, ROMEO);
            one.send("x");
            assertThat(other.read(1)).isEqualTo("x");
            assertThat(other.read()).isEqualTo(-1);
            assertThat(one.read()).isEqualTo(-1);
        }
        await(() -> relay.running() == 0);
    }

    @Test
    void pairThatCarriesTooMuchIsClosed() throws Exception {
        InetSocketAddress address = listen(new RelayOptions(
                20, 2, 1L << 30, 1L << 20, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        relay.expect(HASH, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            relay.activate(HASH, ROMEO);
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    one.send(new byte[4 << 20]);
                } catch (java.io.UncheckedIOException expected) {
                    // It is cut off.
                }
            });
            long came = 0;
            while (other.read() >= 0) {
                came++;
            }
            sender.join();
            assertThat(came).isLessThanOrEqualTo(1 << 20);
        }
        await(() -> relay.running() == 0);
    }

    /// The sender is slowed down to the pace of the receiver, and the relay holds next to nothing.
    @Test
    void floodToAReceiverThatDoesNotReadStops() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocketChannel flood = SocketChannel.open()) {
            one.connect(HASH);
            flood.connect(address);
            ByteBuffer hello = ByteBuffer.allocate(3 + 7 + HASH.length());
            hello.put(new byte[] {5, 1, 0, 5, 1, 0, 3, 40})
                    .put(HASH.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            hello.put(new byte[] {0, 0}).flip();
            flood.write(hello);
            await(() -> relay.activate(HASH, ROMEO) == Activation.STARTED);
            flood.configureBlocking(false);
            long sent = 0;
            long quiet = System.nanoTime();
            while (System.nanoTime() - quiet < 500_000_000L) {
                int written = flood.write(ByteBuffer.allocate(64 * 1024));
                sent += written;
                if (written > 0) {
                    quiet = System.nanoTime();
                }
                assertThat(sent).as("what the kernel and the relay take").isLessThan(64L << 20);
            }
            assertThat(relay.running()).isEqualTo(1);
            long came = 0;
            byte[] buffer = new byte[64 * 1024];
            while (came < sent) {
                came += one.socket.getInputStream().read(buffer);
            }
            assertThat(came).isEqualTo(sent);
        }
    }

    @Test
    void accountsBytesArePacedAndItsStreamsCounted() throws Exception {
        InetSocketAddress address = listen(new RelayOptions(
                20, 1, 1 << 20, 1L << 30, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        relay.expect(HASH, ROMEO);
        relay.expect(OTHER, ROMEO);
        try (SocksClient one = new SocksClient(address);
                SocksClient other = new SocksClient(address);
                SocksClient third = new SocksClient(address);
                SocksClient fourth = new SocksClient(address)) {
            one.connect(HASH);
            other.connect(HASH);
            third.connect(OTHER);
            fourth.connect(OTHER);
            assertThat(relay.activate(HASH, ROMEO)).isEqualTo(Activation.STARTED);
            assertThat(relay.activate(OTHER, ROMEO)).isEqualTo(Activation.TOO_MANY);
            long start = System.nanoTime();
            Thread sender = Thread.ofVirtual().start(() -> {
                one.send(new byte[5 << 19]);
                one.close();
            });
            assertThat(other.socket.getInputStream().readAllBytes()).hasSize(5 << 19);
            sender.join();
            // A second's worth goes at once; the rest takes a second and a half, less what is on its way.
            assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
            other.close();
            await(() -> relay.activate(OTHER, ROMEO) == Activation.STARTED);
        }
    }

    @Test
    void crowdOfConnectionsIsBounded() throws IOException {
        InetSocketAddress address = listen(CALM);
        List<SocksClient> crowd = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                crowd.add(new SocksClient(address));
            }
            await(() -> relay.connections() == 20);
            try (SocksClient late = new SocksClient(address)) {
                assertThat(late.read()).isEqualTo(-1);
            }
        } finally {
            crowd.forEach(SocksClient::close);
        }
        await(() -> relay.connections() == 0);
    }

    @Test
    void accountsOldestOfferGivesWay() throws IOException {
        InetSocketAddress address = listen(CALM);
        relay.expect(HASH, ROMEO);
        for (int i = 0; i < 20; i++) {
            relay.expect("%040x".formatted(i), ROMEO);
        }
        try (SocksClient late = new SocksClient(address);
                SocksClient newest = new SocksClient(address)) {
            assertThat(late.connect(HASH)).isEqualTo(2);
            assertThat(newest.connect("%040x".formatted(19))).isZero();
        }
    }
}
