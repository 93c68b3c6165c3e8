// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Optional;

/// What a QUIC client says of itself.
///
/// @param version the number of the version
/// @param name the server that it asks for
/// @param agent what the program calls itself, which only Google's own handshake tells
/// @param tls the hello, where the version uses TLS
/// @param isWhole whether nothing is missing
public record QuicHello(
        int version, Optional<String> name, Optional<String> agent, Optional<ClientHello> tls, boolean isWhole) {

    static QuicHello of(int version, ClientHello tls) {
        return new QuicHello(version, tls.name(), Optional.empty(), Optional.of(tls), tls.isWhole());
    }
}
