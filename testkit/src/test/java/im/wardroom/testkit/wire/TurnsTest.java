// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.testkit.TestCertificate;
import im.wardroom.wire.TlsChoice;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever sends much at once does not keep the others of the same loop waiting.
@Timeout(30)
class TurnsTest {

    private static final int MANY = 200_000;
    private static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    private final CountDownLatch ready = new CountDownLatch(2);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();
    private final CompletableFuture<Integer> ahead = new CompletableFuture<>();
    private final CompletableFuture<Integer> all = new CompletableFuture<>();

    /// Counts `much`, of which the first keeps the loop until somebody else has sent something, too.
    private final class Counting implements ConnectionHandler {

        @Override
        public void received(StreamEvent event) {
            if (!(event instanceof StreamEvent.Received(var element))) {
                ready.countDown();
            } else if (element.name().equals("little")) {
                ahead.complete(done.get());
            } else {
                much();
            }
        }

        private void much() {
            int count = done.incrementAndGet();
            if (count == 1) {
                begun.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else if (count == MANY) {
                all.complete(count);
            }
        }

        @Override
        public void secured() {}

        @Override
        public void failed(StreamError error) {
            all.completeExceptionally(new AssertionError(error.toString()));
        }

        @Override
        public void heard() {}

        @Override
        public void disconnected() {}
    }

    private Wire listening() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        WireOptions options = new WireOptions(
                anywhere,
                null,
                TestCertificate.of(List.of(new Domain("montague.example"))),
                XmlLimits.DEFAULT,
                100,
                100);
        Wire wire = new Wire(options, 1, TlsChoice.JDK);
        wire.listen((Connection connection) -> new Counting());
        return wire;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void oneStanzaIsNotKeptWaitingByManyOfAnother() throws Exception {
        try (Wire wire = listening();
                Socket busy = connected(wire);
                Socket quiet = connected(wire)) {
            send(busy, HEADER);
            send(quiet, HEADER);
            assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    send(busy, "<a/>".repeat(MANY));
                } catch (IOException e) {
                    all.completeExceptionally(e);
                }
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            send(quiet, "<little/>");
            released.countDown();

            assertThat(ahead.get(10, TimeUnit.SECONDS)).isLessThan(MANY / 10);
            assertThat(all.get(20, TimeUnit.SECONDS)).as("nothing is lost").isEqualTo(MANY);
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    private static Socket connected(Wire wire) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), wire.startTlsAddress().getPort());
    }
}
