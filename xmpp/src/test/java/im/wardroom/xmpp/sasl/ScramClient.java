// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The client's side of SCRAM, written from RFC 5802 apart from the server's code.
record ScramClient(String hash, String gs2, byte[] bindingData, String username, String password, String nonce) {

    byte[] first() {
        return (gs2 + bare()).getBytes(UTF_8);
    }

    private String bare() {
        return "n=" + username + ",r=" + nonce;
    }

    byte[] last(byte[] serverFirst) {
        String challenge = new String(serverFirst, UTF_8);
        String withoutProof = withoutProof(challenge);
        byte[] key = hmac(salted(challenge), "Client Key");
        byte[] signature = hmac(digest(key), bare() + "," + challenge + "," + withoutProof);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= signature[i];
        }
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(key)).getBytes(UTF_8);
    }

    /// What the server must answer.
    String expected(byte[] serverFirst) {
        String challenge = new String(serverFirst, UTF_8);
        byte[] key = hmac(salted(challenge), "Server Key");
        byte[] signature = hmac(key, bare() + "," + challenge + "," + withoutProof(challenge));
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    private String withoutProof(String challenge) {
        byte[] head = gs2.getBytes(UTF_8);
        byte[] input = new byte[head.length + bindingData.length];
        System.arraycopy(head, 0, input, 0, head.length);
        System.arraycopy(bindingData, 0, input, head.length, bindingData.length);
        return "c=" + Base64.getEncoder().encodeToString(input) + ",r=" + value(challenge, "r=");
    }

    private byte[] salted(String challenge) {
        byte[] salt = Base64.getDecoder().decode(value(challenge, "s="));
        int iterations = Integer.parseInt(value(challenge, "i="));
        try {
            int bits = 8 * MessageDigest.getInstance(hash).getDigestLength();
            return SecretKeyFactory.getInstance("PBKDF2With" + hmacName())
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String value(String message, String key) {
        for (String part : message.split(",")) {
            if (part.startsWith(key)) {
                return part.substring(2);
            }
        }
        throw new AssertionError(key + " is missing in " + message);
    }

    private byte[] digest(byte[] data) {
        try {
            return MessageDigest.getInstance(hash).digest(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(hmacName());
            mac.init(new SecretKeySpec(key, hmacName()));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String hmacName() {
        return "Hmac" + hash.replace("-", "");
    }
}
