// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.buffer.ByteBufAllocator;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TLS of the JDK: works everywhere, and needs several times the processor time for a handshake. Its tickets need
/// no care: it makes new keys by itself.
final class JdkTls implements TlsLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(JdkTls.class);

    private final SSLContext context;

    JdkTls(DomainKeys keys) {
        rejectRenegotiation();
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// A client of TLS 1.2 could make the server work for nothing, handshake after handshake (CVE-2011-1473), and XMPP
    /// needs no second one. The JDK has no other switch for it, and reads this one when TLS is first used.
    private static void rejectRenegotiation() {
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    @Override
    public String name() {
        return "JDK " + Runtime.version().feature();
    }

    @Override
    public Encryption create(ByteBufAllocator buffers, TlsUse use) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(TlsOffer.PROTOCOLS.toArray(String[]::new));
        parameters.setCipherSuites(TlsOffer.CIPHERS.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(use.protocols().toArray(String[]::new));
        engine.setSSLParameters(parameters);
        return new Handshake(engine);
    }

    private record Handshake(SSLEngine engine) implements Encryption {

        @Override
        public Optional<byte[]> export(String label, int length) {
            try {
                ExtendedSSLSession session = (ExtendedSSLSession) engine.getSession();
                return Optional.of(session.exportKeyingMaterialData(label, new byte[0], length));
            } catch (SSLException | UnsupportedOperationException e) {
                LOG.atWarn().addKeyValue("cause", e.toString()).log("this TLS session exports no keying material");
                return Optional.empty();
            }
        }

        @Override
        public void end() {
            // The collector does it.
        }
    }

    @Override
    public void renewTicketKeys() {
        // The JDK does it.
    }

    @Override
    public void close() {
        // The collector does it.
    }
}
