// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.wardroom.app.certificate.Certificates;
import im.wardroom.app.config.Configuration;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.server.audit.KeptTrail;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.xmpp.address.Domain;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sends to collectors on real sockets that come and go.
@Timeout(60)
class ExportTest {

    private static final Pattern SEQ = Pattern.compile(" seq=\"(\\d+)\"");
    private static final Export.Pace FAST = new Export.Pace(
            Duration.ofMillis(100),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private SqlStore store;
    private KeptTrail trail;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder, Options.DEFAULT);
        trail = KeptTrail.open(store, HeadKey.make(), Clock.systemUTC(), KeptTrail.Bounds.DEFAULT);
    }

    @AfterEach
    void close() {
        trail.close();
        store.close();
    }

    private void note(int count) {
        for (int i = 0; i < count; i++) {
            trail.note(Entry.of(Entry.Kind.ADMINISTRATION, "admin", "deed", Map.of("text", "two\nlines")));
        }
        trail.note(Entry.of(Entry.Kind.SYSTEM, "server", "mark", Map.of())).join();
    }

    /// Takes octet-counted messages, and keeps the numbers of their records.
    private static final class Listener implements AutoCloseable {

        private final ServerSocket server;
        private final List<Long> numbers;
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();

        Listener(int port, List<Long> numbers) throws IOException {
            this(new ServerSocket(), port, numbers);
        }

        Listener(ServerSocket server, int port, List<Long> numbers) throws IOException {
            this.server = server;
            server.setReuseAddress(true);
            // One that has just been closed may hold the port for a moment.
            await().ignoreException(BindException.class).until(() -> {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            });
            this.numbers = numbers;
            Thread.startVirtualThread(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.startVirtualThread(() -> read(socket));
                }
            } catch (IOException _) {
                // It is over.
            }
        }

        private void read(Socket socket) {
            try (socket) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                while (true) {
                    int length = 0;
                    int c = in.read();
                    if (c < 0) {
                        return;
                    }
                    for (; c != ' '; c = in.read()) {
                        length = 10 * length + Character.digit(c, 10);
                    }
                    byte[] message = new byte[length];
                    in.readFully(message);
                    numbers.add(number(new String(message, StandardCharsets.UTF_8)));
                }
            } catch (IOException _) {
                // It is over.
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : sockets) {
                if (!socket.isClosed()) {
                    // Without a goodbye.
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        }
    }

    private static long number(String message) {
        Matcher matcher = SEQ.matcher(message);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private Export export(Collector.Connecting connecting) {
        LongSupplier last = trail::last;
        Syslog syslog = new Syslog(13, "example.org", new StructuredData(), 8_192);
        return Export.start("siem", store, last, syslog, connecting, FAST);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void everyRecordArrivesOnceAndInOrderAndARestartGoesOn() throws Exception {
        List<Long> numbers = new CopyOnWriteArrayList<>();
        try (Listener listener = new Listener(0, numbers)) {
            note(500);
            try (Export export = export(() -> StreamCollector.tcp(listener.address()))) {
                await().until(() -> numbers.size() == 501);
                note(20);
                await().until(() -> export.behind() == 0);
                note(5);
            }
            assertThat(numbers).isEqualTo(upTo(528));
            note(2);
            try (Export export = export(() -> StreamCollector.tcp(listener.address()))) {
                await().until(() -> export.behind() == 0);
            }
            assertThat(numbers).isEqualTo(upTo(531));
        }
    }

    @Test
    void nothingIsLostWhileTheCollectorIsDownOrGoesDownInTheMiddle() throws Exception {
        List<Long> numbers = new CopyOnWriteArrayList<>();
        Listener listener = new Listener(0, numbers);
        InetSocketAddress address = listener.address();
        try (Export export = export(() -> StreamCollector.tcp(address))) {
            note(50);
            await().until(() -> !numbers.isEmpty());
            listener.close();
            note(3_000);
            await().until(() -> !export.isConnected());
            assertThat(export.behind()).isPositive();
            try (Listener _ = new Listener(address.getPort(), numbers)) {
                await().until(() -> numbers.contains(2_000L));
            }
            try (Listener _ = new Listener(address.getPort(), numbers)) {
                await().until(() -> export.behind() == 0);
            }
        }
        assertThat(numbers).containsAll(upTo(3_052));
    }

    @Test
    void datagramsArriveAndAreSentAgainWhereNobodyListened() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Long> numbers = new CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        try (Export export = export(() -> {
            attempts.incrementAndGet();
            return new UdpCollector(address);
        })) {
            note(3);
            // It has noticed that nobody is there.
            await().until(() -> attempts.get() > 2);
            assertThat(export.behind()).isEqualTo(4);
            try (DatagramSocket socket = new DatagramSocket(address)) {
                Thread.startVirtualThread(() -> receive(socket, numbers));
                await().until(() -> export.behind() == 0);
            }
        }
        assertThat(numbers).containsAll(upTo(4));
    }

    private static void receive(DatagramSocket socket, List<Long> numbers) {
        byte[] buffer = new byte[1 << 16];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                numbers.add(number(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8)));
            }
        } catch (IOException _) {
            // It is over.
        }
    }

    @Test
    void collectorBehindTlsMustBeTheOneThatIsNamed() throws Exception {
        Configuration configuration = Configuration.defaults()
                .withData(folder.resolve("other"))
                .withDomains(List.of(new Domain("localhost")));
        DomainCertificate certificate = Certificates.of(
                        configuration, Clock.systemUTC().instant(), new SecureRandom())
                .getFirst();
        SSLSocketFactory trusting = Exports.factory(Optional.of(Certificates.authorityFile(configuration)));
        SSLSocketFactory ignorant = Exports.factory(Optional.empty());
        List<Long> numbers = new CopyOnWriteArrayList<>();
        ServerSocket socket = context(certificate).getServerSocketFactory().createServerSocket();
        try (Listener listener = new Listener(socket, 0, numbers)) {
            int port = listener.address().getPort();
            assertThatThrownBy(() -> StreamCollector.tls(new InetSocketAddress("127.0.0.1", port), trusting))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> StreamCollector.tls(new InetSocketAddress("localhost", port), ignorant))
                    .isInstanceOf(SSLException.class);
            note(10);
            try (Export export =
                    export(() -> StreamCollector.tls(new InetSocketAddress("localhost", port), trusting))) {
                await().until(() -> export.behind() == 0);
            }
        }
        assertThat(numbers).isEqualTo(upTo(11));
    }

    private static SSLContext context(DomainCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry(
                "collector", certificate.key(), new char[0], certificate.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void stopDoesNotWaitForACollectorThatIsNotThere() throws Exception {
        note(1);
        Export export = export(() -> {
            throw new IOException("nobody is there");
        });
        export.close();
        assertThat(export.behind()).isEqualTo(2);
    }
}
