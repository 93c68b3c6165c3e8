// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.time.Duration;
import java.util.List;

/// What runs over an encrypted connection, and what a client may call it in the handshake (ALPN, RFC 7301).
enum TlsUse {
    /// The client has asked for TLS in words.
    AFTER_STARTTLS(List.of(), Duration.ZERO),
    /// TLS is the first thing on the connection (XEP-0368).
    STREAM(List.of("xmpp-client"), Duration.ZERO),
    HTTP(List.of("http/1.1"), Duration.ofSeconds(10));

    private final List<String> protocols;
    private final Duration deadline;

    TlsUse(List<String> protocols, Duration deadline) {
        this.protocols = protocols;
        this.deadline = deadline;
    }

    List<String> protocols() {
        return protocols;
    }

    /// How long the handshake may take; zero if whoever takes the connection sees to that: streams have their own time
    /// for everything up to signing in.
    Duration deadline() {
        return deadline;
    }
}
