// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.testkit.TestCertificate;
import im.wardroom.testkit.TrustingTls;
import im.wardroom.wire.TlsChoice;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The two libraries that do TLS look alike to a client, and what a stream is told of the encryption is true.
@Timeout(30)
class EncryptionTest {

    private static final String DOMAIN = "montague.example";
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int BYTES = 32;
    private static final byte[] GREETING = "<a/>".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<TlsSession> secured = new LinkedBlockingQueue<>();
    private final SSLContext client = TrustingTls.context();

    /// Greets each client and listens to none.
    private final class Greeting implements ConnectionHandler {
        private final Connection connection;

        Greeting(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void secured() {
            secured.add(connection.tls());
            connection.write(GREETING);
        }

        @Override
        public void received(StreamEvent event) {}

        @Override
        public void failed(StreamError error) {}

        @Override
        public void heard() {}

        @Override
        public void disconnected() {}
    }

    private interface Visit {
        void on(SSLSocket socket) throws Exception;
    }

    private Wire listening(TlsChoice choice) throws IOException {
        return listening(choice, Greeting::new);
    }

    private static Wire listening(TlsChoice choice, Function<Connection, ConnectionHandler> handlers)
            throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        WireOptions options = new WireOptions(
                null, anywhere, TestCertificate.of(List.of(new Domain(DOMAIN))), XmlLimits.DEFAULT, 100, 100);
        Wire wire = new Wire(options, 1, choice);
        wire.listen(handlers);
        return wire;
    }

    private void visit(Wire wire, String protocol, Visit visit) throws Exception {
        try (Socket plain = new Socket(
                        InetAddress.getLoopbackAddress(),
                        wire.directTlsAddress().getPort());
                SSLSocket socket = (SSLSocket) client.getSocketFactory()
                        .createSocket(plain, DOMAIN, wire.directTlsAddress().getPort(), true)) {
            socket.setEnabledProtocols(new String[] {protocol});
            visit.on(socket);
        }
    }

    /// Once, to a server that is there for it alone.
    private void visit(TlsChoice choice, String protocol, Visit visit) throws Exception {
        try (Wire wire = listening(choice)) {
            visit(wire, protocol, visit);
        }
    }

    private static void hear(SSLSocket socket) throws IOException {
        assertThat(socket.getInputStream().readNBytes(GREETING.length)).isEqualTo(GREETING);
    }

    private TlsSession told() throws InterruptedException {
        TlsSession session = secured.poll(10, TimeUnit.SECONDS);
        assertThat(session).isNotNull();
        return session;
    }

    // RFC 9266 §4: the keying material is the same on both sides, and only for this connection.
    @ParameterizedTest
    @EnumSource
    void exportedKeyingMaterialIsThatOfTheClient(TlsChoice choice) throws Exception {
        try (Wire wire = listening(choice)) {
            for (String cipher : List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384")) {
                visit(wire, "TLSv1.3", socket -> {
                    socket.setEnabledCipherSuites(new String[] {cipher});
                    hear(socket);
                    byte[] own = ((ExtendedSSLSession) socket.getSession())
                            .exportKeyingMaterialData(LABEL, new byte[0], BYTES);
                    TlsSession told = told();
                    assertThat(told.binding(ChannelBinding.TLS_EXPORTER)).isEqualTo(own);
                    assertThat(told.protocol()).isEqualTo("TLSv1.3");
                    assertThat(told.cipher()).isEqualTo(cipher);
                    assertThat(told.serverName()).isEqualTo(DOMAIN);
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tls12IsBoundToTheCertificateOnly(TlsChoice choice) throws Exception {
        visit(choice, "TLSv1.2", socket -> {
            hear(socket);
            TlsSession told = told();
            assertThat(told.binding(ChannelBinding.TLS_EXPORTER)).isNull();
            assertThat(told.binding(ChannelBinding.TLS_SERVER_END_POINT)).isNotNull();
            assertThat(told.protocol()).isEqualTo("TLSv1.2");
        });
    }

    @ParameterizedTest
    @EnumSource
    void clientThatResumesASessionIsBoundToTheNewOne(TlsChoice choice) throws Exception {
        try (Wire wire = listening(choice)) {
            long[] created = new long[2];
            byte[][] bindings = new byte[2][];
            for (int i = 0; i < 2; i++) {
                int turn = i;
                visit(wire, "TLSv1.3", socket -> {
                    hear(socket);
                    created[turn] = socket.getSession().getCreationTime();
                    bindings[turn] = told().binding(ChannelBinding.TLS_EXPORTER);
                });
                // A session that was made anew would have a later time.
                long now = System.currentTimeMillis();
                while (System.currentTimeMillis() == now) {
                    Thread.onSpinWait();
                }
            }
            assertThat(created[1]).as("the session is the one of before").isEqualTo(created[0]);
            assertThat(bindings[1]).isNotNull().isNotEqualTo(bindings[0]);
        }
    }

    // XEP-0368 §3: the application protocol is xmpp-client.
    @ParameterizedTest
    @EnumSource
    void applicationProtocolIsAgreedOn(TlsChoice choice) throws Exception {
        visit(choice, "TLSv1.3", socket -> {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"other", "xmpp-client"});
            socket.setSSLParameters(parameters);
            hear(socket);
            assertThat(socket.getApplicationProtocol()).isEqualTo("xmpp-client");
        });
    }

    @ParameterizedTest
    @EnumSource
    void cipherWithoutForwardSecrecyIsRefused(TlsChoice choice) throws Exception {
        visit(choice, "TLSv1.2", socket -> {
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        });
    }

    // RFC 8446 §5.1: a record may come in any number of pieces.
    @ParameterizedTest
    @EnumSource
    void aHandshakeThatComesByteByByteIsAHandshake(TlsChoice choice) throws Exception {
        SSLEngine engine = client.createSSLEngine(DOMAIN, 5223);
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        try (Wire wire = listening(choice);
                Socket socket = connected(wire)) {
            socket.setTcpNoDelay(true);
            for (byte next : Arrays.copyOf(hello.array(), hello.position())) {
                socket.getOutputStream().write(next);
            }
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly(22, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoHandshakeIsAnsweredWithAnAlertAndTheEnd(TlsChoice choice) throws Exception {
        try (Wire wire = listening(choice);
                Socket socket = connected(wire)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes())
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isEmpty(),
                            alert -> assertThat(alert).startsWith(21));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSaidBeforeTheHandshake(TlsChoice choice) throws Exception {
        try (Wire wire = listening(choice, connection -> {
                    connection.loop().execute(() -> {
                        connection.write(GREETING);
                        connection.close();
                    });
                    return new Greeting(connection);
                });
                Socket socket = connected(wire)) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    private static Socket connected(Wire wire) throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), wire.directTlsAddress().getPort());
    }
}
