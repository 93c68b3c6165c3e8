// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses the certificate by the name that the client asks for (SNI). Immutable.
final class DomainKeys extends X509ExtendedKeyManager {

    private final List<DomainCertificate> certificates;

    DomainKeys(List<DomainCertificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /// The aliases are the places in the list.
    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        int index = indexOf(engine.getHandshakeSession() instanceof ExtendedSSLSession s ? serverName(s) : null);
        return fits(keyType, certificates.get(index)) ? Integer.toString(index) : null;
    }

    /// The name that the client asked for, in lower case, or null if it named none.
    static @Nullable String serverName(ExtendedSSLSession session) {
        for (var name : session.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return host.getAsciiName().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /// The certificate that a client is shown who asks for this name.
    DomainCertificate shownTo(@Nullable String serverName) {
        return certificates.get(indexOf(serverName));
    }

    /// Whether every library can use them.
    boolean areUsual() {
        return certificates.stream()
                .map(certificate -> certificate.key().getAlgorithm())
                .allMatch(List.of("EC", "RSA")::contains);
    }

    private int indexOf(@Nullable String serverName) {
        for (int i = 0; i < certificates.size(); i++) {
            if (certificates.get(i).domain().value().equals(serverName)) {
                return i;
            }
        }
        return 0;
    }

    /// `EC`, `RSA`, or a name with the algorithm in it, such as `EC_EC` or `ECDHE_RSA`, as JSSE asks.
    private static boolean fits(String keyType, DomainCertificate certificate) {
        String algorithm = certificate.key().getAlgorithm();
        return keyType.equals(algorithm) || List.of(keyType.split("_", -1)).contains(algorithm);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return certificates.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            if (fits(keyType, certificates.get(i))) {
                aliases.add(Integer.toString(i));
            }
        }
        return aliases.toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
