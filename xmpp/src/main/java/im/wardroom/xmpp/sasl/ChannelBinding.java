// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.util.Arrays;
import java.util.Optional;

/// The types of channel binding that a server can offer (RFC 5929 §4, RFC 9266 §2).
public enum ChannelBinding {
    TLS_EXPORTER("tls-exporter"),
    TLS_SERVER_END_POINT("tls-server-end-point");

    private final String wire;

    ChannelBinding(String wire) {
        this.wire = wire;
    }

    /// The registered name, as in a GS2 header.
    public String wire() {
        return wire;
    }

    public static Optional<ChannelBinding> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
