// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where to listen, with which certificates, and how many connections to hold.
///
/// @param startTls listens for connections that begin in clear (RFC 6120 §5), or null
/// @param directTls listens for connections that begin with TLS (XEP-0368), or null
/// @param certificates one for each domain; the first is shown to a client that names no domain
/// @param strangerLimits what the parser allows until the stream says otherwise
/// @param maxConnections open connections in all; more are closed at once
/// @param maxConnectionsPerAddress open connections of one address
public record WireOptions(
        @Nullable InetSocketAddress startTls,
        @Nullable InetSocketAddress directTls,
        List<DomainCertificate> certificates,
        XmlLimits strangerLimits,
        int maxConnections,
        int maxConnectionsPerAddress) {

    public WireOptions {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("TLS needs a certificate");
        }
    }
}
