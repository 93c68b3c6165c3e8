// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.util.List;

/// What runs over an encrypted connection, and what a client may call it in the handshake (ALPN, RFC 7301).
enum TlsUse {
    /// The client has asked for TLS in words.
    AFTER_STARTTLS(List.of()),
    /// TLS is the first thing on the connection (XEP-0368).
    STREAM(List.of("xmpp-client")),
    HTTP(List.of("http/1.1"));

    private final List<String> protocols;

    TlsUse(List<String> protocols) {
        this.protocols = protocols;
    }

    List<String> protocols() {
        return protocols;
    }
}
