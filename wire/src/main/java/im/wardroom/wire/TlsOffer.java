// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.util.List;

/// What is offered to clients (RFC 7590, RFC 9325), whatever library does it.
final class TlsOffer {

    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// Forward secrecy and authenticated encryption only (RFC 9325 §4.2).
    static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsOffer() {}
}
