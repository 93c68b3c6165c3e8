// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.stream.TlsSession;
import im.wardroom.testkit.TestCertificate;
import im.wardroom.xmpp.address.Domain;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// A client of the JDK's TLS that shakes hands with ours, in memory, again and again.
final class Handshakes implements AutoCloseable {

    private static final String DOMAIN = "montague.example";
    private static final int PORT = 5223;
    private static final int MOST_TURNS = 100;

    /// Tickets come with the first bytes that a server writes.
    private static final byte[] GREETING = "<a/>".getBytes(StandardCharsets.US_ASCII);

    /// @param told what the server knows of it
    /// @param exported what the client exports for channel binding
    /// @param full false if a session of before was resumed
    record Handshake(TlsSession told, byte[] exported, boolean full) {}

    private final TlsEngines server = TlsEngines.of(TestCertificate.of(List.of(new Domain(DOMAIN))), TlsChoice.FASTEST);
    private final SSLContext client;
    private final String protocol;
    private boolean certificateSeen;

    Handshakes(String protocol) {
        this.protocol = protocol;
        try {
            client = SSLContext.getInstance("TLS");
            client.init(null, new TrustManager[] {new Noting()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TlsEngines server() {
        return server;
    }

    Handshake next() throws SSLException {
        certificateSeen = false;
        SSLEngine engine = client.createSSLEngine(DOMAIN, PORT);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        Encryption encryption = server.create(UnpooledByteBufAllocator.DEFAULT, TlsUse.AFTER_STARTTLS);
        EmbeddedChannel here = new EmbeddedChannel(new SslHandler(engine));
        EmbeddedChannel there = new EmbeddedChannel(new SslHandler(encryption.engine()));
        exchange(here, there);
        TlsSession told = server.describe(encryption);
        encryption.end();
        there.writeOutbound(Unpooled.wrappedBuffer(GREETING));
        exchange(here, there);
        ByteBuf heard = here.readInbound();
        assertThat(heard.toString(StandardCharsets.US_ASCII)).isEqualTo("<a/>");
        heard.release();
        byte[] exported = ((ExtendedSSLSession) engine.getSession())
                .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
        end(here, there);
        return new Handshake(told, exported, certificateSeen);
    }

    /// In order, or the client would not use the session again.
    private static void end(EmbeddedChannel here, EmbeddedChannel there) {
        here.close();
        exchange(here, there);
        there.close();
        exchange(here, there);
        here.finishAndReleaseAll();
        there.finishAndReleaseAll();
    }

    private static void exchange(EmbeddedChannel here, EmbeddedChannel there) {
        int turns = 0;
        while (move(here, there) | move(there, here)) {
            assertThat(++turns).isLessThan(MOST_TURNS);
        }
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        ByteBuf bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        if (to.isOpen()) {
            to.writeInbound(bytes);
        } else {
            bytes.release();
        }
        return true;
    }

    @Override
    public void close() {
        server.close();
    }

    /// Trusts everybody, and notes that it was asked: a session that is resumed has no certificates.
    private final class Noting extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            certificateSeen = true;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
