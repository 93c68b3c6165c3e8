// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// Makes the keys that are kept of a password, for every hash that a client may ask for. Takes milliseconds on
/// purpose; not for an event loop.
public record KeyDerivation(int iterations, SecureRandom random) {

    public List<ScramKeys> derive(Secret password) {
        return Arrays.stream(ScramHash.values())
                .map(hash -> hash.derive(password.reveal(), iterations, random))
                .toList();
    }

    /// False if the text has characters that RFC 4013 does not allow in a password.
    static boolean isPossible(Secret password) {
        try {
            ScramHash.SHA_256.derive(password.reveal(), new byte[1], 1);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
