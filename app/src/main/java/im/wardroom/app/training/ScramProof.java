// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The client's side of SCRAM (RFC 5802 §3) for visitors, who have a random key in place of a
/// password.
///
/// @param clientKey from which the server's keys are made
record ScramProof(ScramHash hash, byte[] clientKey) {

    private static final int RANDOM_BYTES = 32;

    static ScramProof random(ScramHash hash, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        // As long as what the hash gives.
        return new ScramProof(hash, hash(hash, bytes));
    }

    private static String algorithm(ScramHash hash) {
        return hash.mechanism().substring("SCRAM-".length());
    }

    private static byte[] hash(ScramHash hash, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm(hash)).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm(hash), e);
        }
    }

    /// What the server keeps.
    ScramKeys keys(int iterations) {
        return new ScramKeys(hash.mechanism(), new byte[] {1}, iterations, stored(), clientKey);
    }

    private byte[] stored() {
        return hash(hash, clientKey);
    }

    /// The first message without its GS2 header.
    static String first(String username) {
        return "n=" + username + ",r=visitor";
    }

    /// The client's last message.
    ///
    /// @param first what it said first
    /// @param challenge what the server said to that
    String last(String first, String challenge) {
        String nonce = challenge.substring(0, challenge.indexOf(','));
        String withoutProof = "c=biws," + nonce;
        byte[] proof = hmac(stored(), first + ',' + challenge + ',' + withoutProof);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    private byte[] hmac(byte[] key, String text) {
        String name = "Hmac" + algorithm(hash).replace("-", "");
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + name, e);
        }
    }
}
