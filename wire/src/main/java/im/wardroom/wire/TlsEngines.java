// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.TlsSession;
import im.wardroom.server.stream.TlsSession.Binding;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.sasl.ServerEndPoint;
import io.netty.buffer.ByteBufAllocator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what encrypts connections, with the fastest library that works here, and reads from it what a stream needs to
/// know (RFC 7590). Thread-safe.
final class TlsEngines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TlsEngines.class);

    private static final int EXPORTED_BYTES = 32;

    private final DomainKeys keys;
    private final TlsLibrary library;

    TlsEngines(DomainKeys keys, TlsLibrary library) {
        this.keys = keys;
        this.library = library;
    }

    static TlsEngines of(List<DomainCertificate> certificates, TlsChoice choice) {
        DomainKeys keys = new DomainKeys(certificates);
        TlsLibrary library = switch (choice) {
            case FASTEST -> fastest(keys);
            case JDK -> new JdkTls(keys);
        };
        TlsEngines engines = new TlsEngines(keys, library);
        LOG.atDebug().addKeyValue("library", engines.library.name()).log("TLS is ready");
        return engines;
    }

    private static TlsLibrary fastest(DomainKeys keys) {
        if (!NativeTls.isAvailable()) {
            return slower(keys, NativeTls.problem());
        }
        if (!keys.areUsual()) {
            return slower(keys, "a key that is neither EC nor RSA");
        }
        try {
            return new NativeTls(keys, new SecureRandom());
        } catch (SSLException e) {
            return slower(keys, e.toString());
        }
    }

    private static TlsLibrary slower(DomainKeys keys, String cause) {
        LOG.atWarn().addKeyValue("cause", cause).log("TLS by the JDK; each sign-in takes more processor time");
        return new JdkTls(keys);
    }

    /// For a new connection, which ends it.
    Encryption create(ByteBufAllocator buffers, TlsUse use) {
        return library.create(buffers, use);
    }

    /// What the handshake, which is finished, came to.
    TlsSession describe(Encryption encryption) {
        SSLSession session = encryption.engine().getSession();
        String serverName = serverName(session);
        List<Binding> bindings = new ArrayList<>(2);
        // RFC 9266 §4.2. A TLS 1.2 session may lack the extended master secret, and is not bound this way.
        if (session.getProtocol().equals("TLSv1.3")) {
            encryption
                    .export("EXPORTER-Channel-Binding", EXPORTED_BYTES)
                    .ifPresent(exported -> bindings.add(new Binding(ChannelBinding.TLS_EXPORTER, exported)));
        }
        ServerEndPoint.hash(keys.shownTo(serverName).certificate())
                .ifPresent(hash -> bindings.add(new Binding(ChannelBinding.TLS_SERVER_END_POINT, hash)));
        return new TlsSession(session.getProtocol(), session.getCipherSuite(), serverName, List.copyOf(bindings));
    }

    private static @Nullable String serverName(SSLSession session) {
        return session instanceof ExtendedSSLSession extended ? DomainKeys.serverName(extended) : null;
    }

    void renewTicketKeys() {
        library.renewTicketKeys();
    }

    @Override
    public void close() {
        library.close();
    }
}
