// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprints of texts; for likeness, not for secrecy.
final class Digests {

    private Digests() {}

    static String hex(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            // Every Java has MD5 and SHA-256.
            throw new IllegalStateException(missing);
        }
    }
}
