// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.TlsSession;
import im.wardroom.server.stream.TlsSession.Binding;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.sasl.ServerEndPoint;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the engines that encrypt connections, and reads from them what a stream needs to know (RFC 7590).
/// Thread-safe.
final class TlsEngines {

    private static final Logger LOG = LoggerFactory.getLogger(TlsEngines.class);

    static final String ALPN = "xmpp-client";

    /// Forward secrecy and authenticated encryption only (RFC 9325 §4.2).
    private static final String[] CIPHERS = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final int EXPORTED_BYTES = 32;

    private final DomainKeys keys;
    private final SSLContext context;

    TlsEngines(List<DomainCertificate> certificates) {
        keys = new DomainKeys(certificates);
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

    /// @param direct TLS is the first thing on the connection, with ALPN (XEP-0368)
    SSLEngine create(boolean direct) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHERS);
        parameters.setUseCipherSuitesOrder(true);
        if (direct) {
            parameters.setApplicationProtocols(new String[] {ALPN});
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    TlsSession describe(SSLEngine engine) {
        SSLSession session = engine.getSession();
        String serverName = session instanceof ExtendedSSLSession extended ? DomainKeys.serverName(extended) : null;
        List<Binding> bindings = new ArrayList<>(2);
        if (session instanceof ExtendedSSLSession extended
                && session.getProtocol().equals("TLSv1.3")) {
            export(extended, bindings);
        }
        ServerEndPoint.hash(keys.shownTo(serverName).certificate())
                .ifPresent(hash -> bindings.add(new Binding(ChannelBinding.TLS_SERVER_END_POINT, hash)));
        return new TlsSession(session.getProtocol(), session.getCipherSuite(), serverName, List.copyOf(bindings));
    }

    /// RFC 9266 §4.2. A TLS 1.2 session may lack the extended master secret, and is not bound this way.
    private static void export(ExtendedSSLSession session, List<Binding> bindings) {
        try {
            byte[] exported = session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], EXPORTED_BYTES);
            bindings.add(new Binding(ChannelBinding.TLS_EXPORTER, exported));
        } catch (SSLException | UnsupportedOperationException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("this TLS session exports no keying material");
        }
    }
}
