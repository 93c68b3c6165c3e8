// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// One hash function and what SCRAM makes of it: H, HMAC and Hi (RFC 5802 §2.2). Every Java platform has
/// these algorithms, so that their absence is a bug and not an outcome.
record Digest(String algorithm) {

    static final Digest SHA_256 = new Digest("SHA-256");

    byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(hmacName());
            mac.init(new SecretKeySpec(key, hmacName()));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    byte[] hmac(byte[] key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] stretch(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, 8 * length());
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + hmacName())
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        } finally {
            spec.clearPassword();
        }
    }

    int length() {
        return hash(new byte[0]).length;
    }

    private String hmacName() {
        return "Hmac" + algorithm.replace("-", "");
    }
}
