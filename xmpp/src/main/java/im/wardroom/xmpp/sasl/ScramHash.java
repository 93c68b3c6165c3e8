// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The hash functions that SCRAM is offered with (RFC 5802, RFC 7677), and the making of the keys that a
/// server keeps. `derive` and `matches` take the time of all iterations: not for an event loop.
public enum ScramHash {
    SHA_1("SHA-1"),
    SHA_256("SHA-256"),
    SHA_512("SHA-512");

    private static final String PLUS = "-PLUS";
    private static final int SALT_BYTES = 16;

    private final Digest digest;

    ScramHash(String algorithm) {
        digest = new Digest(algorithm);
    }

    /// Such as `SCRAM-SHA-256`.
    public String mechanism() {
        return "SCRAM-" + digest.algorithm();
    }

    /// Such as `SCRAM-SHA-256-PLUS`.
    public String plusMechanism() {
        return mechanism() + PLUS;
    }

    /// The hash of a mechanism, with `-PLUS` or without.
    public static Optional<ScramHash> of(String mechanism) {
        return Arrays.stream(values())
                .filter(hash -> mechanism.equals(hash.mechanism()) || mechanism.equals(hash.plusMechanism()))
                .findFirst();
    }

    /// The keys to keep for a password (RFC 5802 §3).
    ///
    /// @throws IllegalArgumentException if the password is not one that RFC 4013 allows, or the iterations
    ///     are not positive
    public ScramKeys derive(String password, byte[] salt, int iterations) {
        byte[] salted = digest.stretch(SaslPrep.password(password), salt, iterations);
        byte[] storedKey = digest.hash(digest.hmac(salted, "Client Key"));
        byte[] serverKey = digest.hmac(salted, "Server Key");
        return new ScramKeys(mechanism(), salt.clone(), iterations, storedKey, serverKey);
    }

    /// The keys to keep for a new password, with a salt of their own.
    public ScramKeys derive(String password, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return derive(password, salt, iterations);
    }

    /// Whether the keys were made from this password. False for keys of another hash.
    public boolean matches(ScramKeys keys, String password) {
        if (!keys.mechanism().equals(mechanism()) || !SaslPrep.isPassword(password)) {
            return false;
        }
        ScramKeys derived = derive(password, keys.salt(), keys.iterations());
        return MessageDigest.isEqual(derived.storedKey(), keys.storedKey());
    }

    Digest digest() {
        return digest;
    }
}
