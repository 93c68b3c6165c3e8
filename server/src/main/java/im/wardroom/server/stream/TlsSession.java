// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.sasl.ChannelBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a stream needs to know of the encryption under it.
///
/// @param protocol such as `TLSv1.3`
/// @param serverName the name that the client asked for (SNI), if it did
/// @param bindings what channels can be bound by, best first
public record TlsSession(
        String protocol, String cipher, @Nullable String serverName, List<Binding> bindings) {

    /// Data that identifies this channel.
    public record Binding(ChannelBinding type, byte[] data) {

        @Override
        public String toString() {
            return type.wire();
        }
    }

    public byte @Nullable [] binding(ChannelBinding type) {
        for (Binding binding : bindings) {
            if (binding.type() == type) {
                return binding.data();
            }
        }
        return null;
    }
}
