// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The exporter secret of a TLS 1.3 connection, and what is made of it (RFC 8446 §7.1, §7.5). Never logged.
record ExporterSecret(byte[] secret) {

    /// @param cipher of the connection; its hash function is the one that counts
    /// @param length of what is made, at most that of the hash
    byte[] export(String cipher, String label, int length) {
        String hash = cipher.endsWith("_SHA384") ? "SHA-384" : "SHA-256";
        try {
            byte[] nothing = MessageDigest.getInstance(hash).digest();
            byte[] derived = expand(hash, secret, label, nothing, nothing.length);
            return expand(hash, derived, "exporter", nothing, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(hash, e);
        }
    }

    /// HKDF-Expand-Label of RFC 8446 §7.1, its first block, which is enough here.
    private static byte[] expand(String hash, byte[] key, String label, byte[] context, int length)
            throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(2 + 1 + name.length + 1 + context.length + 1);
        info.putShort((short) length).put((byte) name.length).put(name);
        info.put((byte) context.length).put(context).put((byte) 1);
        String algorithm = "Hmac" + hash.replace("-", "");
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        byte[] block = mac.doFinal(info.array());
        if (length > block.length) {
            throw new IllegalArgumentException("more than one block: " + length);
        }
        return Arrays.copyOf(block, length);
    }

    @Override
    public String toString() {
        return "***";
    }
}
