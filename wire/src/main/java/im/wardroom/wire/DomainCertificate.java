// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.xmpp.address.Domain;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a server proves its name with.
///
/// @param chain the domain's own certificate first
public record DomainCertificate(Domain domain, PrivateKey key, List<X509Certificate> chain) {

    public DomainCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a certificate chain is not empty");
        }
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "DomainCertificate[" + domain + ']';
    }
}
