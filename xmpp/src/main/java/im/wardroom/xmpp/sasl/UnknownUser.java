// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes up keys for a user that does not exist, so that a client cannot tell (RFC 5802 §9): the salt is the
/// same at each attempt, and no password has these keys. It does not stretch a password, and neither does
/// reading the keys of a known user.
public final class UnknownUser {

    private static final int SALT_BYTES = 16;

    private UnknownUser() {}

    /// @param serverSecret known to this server only, and kept for as long as it lives
    /// @param username in its normal form, as the account would be looked up
    /// @param iterations as for a new account
    public static ScramKeys keys(byte[] serverSecret, String username, ScramHash hash, int iterations) {
        byte[] name = username.getBytes(StandardCharsets.UTF_8);
        byte[] salt = Arrays.copyOf(part(serverSecret, hash, "salt", name), SALT_BYTES);
        return new ScramKeys(
                hash.mechanism(),
                salt,
                iterations,
                part(serverSecret, hash, "stored key", name),
                part(serverSecret, hash, "server key", name));
    }

    private static byte[] part(byte[] secret, ScramHash hash, String purpose, byte[] name) {
        byte[] label = (hash.mechanism() + '\0' + purpose + '\0').getBytes(StandardCharsets.UTF_8);
        return hash.digest().hmac(secret, label, name);
    }
}
