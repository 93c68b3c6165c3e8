// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The client's side of SCRAM-SHA-256 without channel binding (RFC 7677), for one password. Remembers the salted
/// password for each salt, as clients do. For one thread.
final class Scram {

    static final String MECHANISM = "SCRAM-SHA-256";
    private static final String HMAC = "HmacSHA256";
    private static final String HEADER = "n,,";
    private static final int KEY_BITS = 256;

    private record Keys(byte[] client, byte[] stored, byte[] server) {}

    /// One sign-in under way.
    record Attempt(String bare, String nonce) {
        byte[] first() {
            return (HEADER + bare).getBytes(StandardCharsets.UTF_8);
        }
    }

    /// The answer to a challenge, and what the server must prove then.
    record Answer(byte[] last, byte[] proof) {
        boolean isProven(byte[] serverLast) {
            byte[] expected = ("v=" + Base64.getEncoder().encodeToString(proof)).getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(expected, serverLast);
        }
    }

    private final String password;
    private final Map<String, Keys> known = new HashMap<>();
    private final Mac mac;
    private final MessageDigest hash;

    Scram(String password) {
        this.password = password;
        try {
            mac = Mac.getInstance(HMAC);
            hash = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Attempt begin(String user) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String nonce = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return new Attempt("n=" + user + ",r=" + nonce, nonce);
    }

    Answer answer(Attempt attempt, byte[] challenge) {
        String serverFirst = new String(challenge, StandardCharsets.UTF_8);
        Map<String, String> parts = new HashMap<>();
        for (String part : serverFirst.split(",", -1)) {
            parts.put(part.substring(0, 1), part.substring(2));
        }
        String nonce = parts.getOrDefault("r", "");
        if (!nonce.startsWith(attempt.nonce())) {
            throw new IllegalStateException("the server answered with another nonce");
        }
        Keys keys = known.computeIfAbsent(parts.get("s") + ' ' + parts.get("i"), ignored -> derive(parts));
        String withoutProof = "c=biws,r=" + nonce;
        byte[] message = (attempt.bare() + ',' + serverFirst + ',' + withoutProof).getBytes(StandardCharsets.UTF_8);
        byte[] proof = hmac(keys.stored(), message);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= keys.client()[i];
        }
        String last = withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
        return new Answer(last.getBytes(StandardCharsets.US_ASCII), hmac(keys.server(), message));
    }

    private Keys derive(Map<String, String> parts) {
        byte[] salt = Base64.getDecoder().decode(parts.getOrDefault("s", ""));
        int iterations = Integer.parseInt(parts.getOrDefault("i", "0"));
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + HMAC)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS))
                    .getEncoded();
            byte[] client = hmac(salted, "Client Key".getBytes(StandardCharsets.US_ASCII));
            return new Keys(
                    client, hash.digest(client), hmac(salted, "Server Key".getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(byte[] key, byte[] message) {
        try {
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
