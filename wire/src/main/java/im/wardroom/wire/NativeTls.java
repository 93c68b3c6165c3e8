// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSLContext;
import io.netty.util.ReferenceCountUtil;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// BoringSSL, by way of Netty's native library: there is one for the usual systems and processors. It takes part in no
/// renegotiation that a client begins.
final class NativeTls implements TlsLibrary {

    private final Map<TlsUse, ReferenceCountedOpenSslContext> contexts = new EnumMap<>(TlsUse.class);
    private final ExporterSecrets secrets = new ExporterSecrets();
    private final SecureRandom random;
    private OpenSslSessionTicketKey ticketKey;

    /// @throws SSLException if the certificates cannot be used with it
    NativeTls(DomainKeys keys, SecureRandom random) throws SSLException {
        this.random = random;
        this.ticketKey = ticketKey();
        for (TlsUse use : TlsUse.values()) {
            contexts.put(use, context(keys, offer(use.protocols())));
        }
        renewTicketKeys();
    }

    private static ApplicationProtocolConfig offer(List<String> protocols) {
        return protocols.isEmpty()
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        protocols);
    }

    /// Whether the native library loads here and does all that is needed.
    static boolean isAvailable() {
        return OpenSsl.isAvailable() && SslProvider.isTlsv13Supported(SslProvider.OPENSSL);
    }

    /// Why it is not available.
    static String problem() {
        return String.valueOf(OpenSsl.unavailabilityCause());
    }

    private ReferenceCountedOpenSslContext context(DomainKeys keys, ApplicationProtocolConfig protocols)
            throws SSLException {
        SslContext context = SslContextBuilder.forServer(
                        new OpenSslCachingX509KeyManagerFactory(new FixedKeyManagerFactory(keys)))
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .trustManager(new NobodyTrusted())
                .protocols(TlsOffer.PROTOCOLS)
                .ciphers(TlsOffer.CIPHERS, IdentityCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(protocols)
                .build();
        ReferenceCountedOpenSslContext built = (ReferenceCountedOpenSslContext) context;
        if (!SSLContext.setKeyLogCallback(ContextAddress.of(built), secrets)) {
            throw new SSLException("the native library tells no exporter secret");
        }
        return built;
    }

    @Override
    public String name() {
        return OpenSsl.versionString();
    }

    @Override
    public Encryption create(ByteBufAllocator buffers, TlsUse use) {
        SSLEngine engine = Objects.requireNonNull(contexts.get(use)).newEngine(buffers);
        return new Handshake(engine, secrets.expect(((ReferenceCountedOpenSslEngine) engine).sslPointer()));
    }

    private record Handshake(SSLEngine engine, ExporterSecrets.Expected expected) implements Encryption {

        @Override
        public Optional<byte[]> export(String label, int length) {
            return expected.take()
                    .map(secret -> secret.export(engine.getSession().getCipherSuite(), label, length));
        }

        @Override
        public void end() {
            expected.forget();
        }
    }

    @Override
    public synchronized void renewTicketKeys() {
        OpenSslSessionTicketKey last = ticketKey;
        ticketKey = ticketKey();
        for (ReferenceCountedOpenSslContext context : contexts.values()) {
            ((OpenSslServerSessionContext) context.sessionContext()).setTicketKeys(ticketKey, last);
        }
    }

    private OpenSslSessionTicketKey ticketKey() {
        byte[] bytes = new byte[OpenSslSessionTicketKey.TICKET_KEY_SIZE];
        random.nextBytes(bytes);
        int name = OpenSslSessionTicketKey.NAME_SIZE;
        int mac = name + OpenSslSessionTicketKey.HMAC_KEY_SIZE;
        return new OpenSslSessionTicketKey(
                Arrays.copyOf(bytes, name),
                Arrays.copyOfRange(bytes, name, mac),
                Arrays.copyOfRange(bytes, mac, bytes.length));
    }

    /// Connections that are open keep what they need of it.
    @Override
    public void close() {
        contexts.values().forEach(ReferenceCountUtil::release);
    }
}
