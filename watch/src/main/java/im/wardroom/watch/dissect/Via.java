// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.Locale;

/// What gave a service away.
public enum Via {
    /// The service's own protocol.
    NATIVE,
    TLS,
    QUIC,
    DNS,
    HTTP,
    STUN,
    DTLS,
    RTP,
    /// An address that is the service's own, or was looked up by its name, and nothing better.
    ADDRESS;

    private final String id = name().toLowerCase(Locale.ROOT);

    public String id() {
        return id;
    }
}
