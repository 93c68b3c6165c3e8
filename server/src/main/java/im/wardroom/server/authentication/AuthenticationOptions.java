// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.xmpp.sasl.ScramHash;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is offered, and for how long it holds.
///
/// @param hashes SCRAM with these, best first
/// @param iterations for the keys of new passwords
/// @param tokenLife how long a token of fast authentication holds; zero offers none
/// @param passwordAge a password older than this must be changed; null for ever
/// @param allowsBrokenBinding a client that tried a channel binding that does not exist may go on without one
public record AuthenticationOptions(
        List<ScramHash> hashes,
        int iterations,
        Duration tokenLife,
        @Nullable Duration passwordAge,
        boolean allowsBrokenBinding) {

    public AuthenticationOptions {
        hashes = List.copyOf(hashes);
    }
}
