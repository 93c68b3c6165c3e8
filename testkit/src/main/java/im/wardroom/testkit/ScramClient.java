// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The client's side of SCRAM (RFC 5802), written apart from the server's.
public final class ScramClient {

    private final String hash;
    private final String hmac;
    private final String gs2;
    private final byte[] binding;
    private final String password;
    private final String bare;
    private @Nullable String expected;

    /// @param mechanism such as `SCRAM-SHA-256-PLUS`
    /// @param bindingType such as `tls-exporter`, or null without channel binding
    public ScramClient(
            String mechanism, String username, String password, @Nullable String bindingType, byte[] binding) {
        String name = mechanism.replace("SCRAM-", "").replace("-PLUS", "");
        this.hash = name;
        this.hmac = "Hmac" + name.replace("-", "");
        this.gs2 = bindingType == null ? "n,," : "p=" + bindingType + ",,";
        this.binding = bindingType == null ? new byte[0] : binding.clone();
        this.password = password;
        this.bare = "n=" + username.replace("=", "=3D").replace(",", "=2C") + ",r=" + UUID.randomUUID();
    }

    public String first() {
        return encode((gs2 + bare).getBytes(StandardCharsets.UTF_8));
    }

    /// @param challenge in base64, and so is the answer
    public String answer(String challenge) {
        String serverFirst = new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8);
        Map<String, String> parts = parts(serverFirst);
        byte[] header = gs2.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[header.length + binding.length];
        System.arraycopy(header, 0, input, 0, header.length);
        System.arraycopy(binding, 0, input, header.length, binding.length);
        String withoutProof = "c=" + encode(input) + ",r=" + parts.get("r");
        try {
            byte[] salt = Base64.getDecoder().decode(parts.get("s"));
            int iterations = Integer.parseInt(parts.getOrDefault("i", "0"));
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + hmac)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, length() * 8))
                    .getEncoded();
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance(hash).digest(clientKey);
            String message = bare + ',' + serverFirst + ',' + withoutProof;
            byte[] proof = hmac(storedKey, message);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            expected = "v=" + encode(hmac(hmac(salted, "Server Key"), message));
            return encode((withoutProof + ",p=" + encode(proof)).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the server proved that it knows the password, too.
    public boolean isProof(String serverFinal) {
        return new String(Base64.getDecoder().decode(serverFinal), StandardCharsets.UTF_8).equals(expected);
    }

    private int length() {
        return switch (hash) {
            case "SHA-1" -> 20;
            case "SHA-256" -> 32;
            default -> 64;
        };
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hmac);
        mac.init(new SecretKeySpec(key, hmac));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> parts(String message) {
        Map<String, String> parts = new HashMap<>();
        for (String part : message.split(",", -1)) {
            parts.put(part.substring(0, 1), part.substring(2));
        }
        return parts;
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
