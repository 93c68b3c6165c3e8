// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.util.Optional;
import javax.net.ssl.SSLEngine;

/// The encryption of one connection, for as long as its handshake takes. Belongs to the connection's loop.
interface Encryption {

    SSLEngine engine();

    /// Keying material of a TLS 1.3 handshake that is finished, without a context (RFC 8446 §7.5). Can be had once.
    Optional<byte[]> export(String label, int length);

    /// Nothing more will be asked. May be called again.
    void end();
}
