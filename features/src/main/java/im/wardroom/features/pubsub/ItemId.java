// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Hashes that are ids.
final class ItemId {

    private static final int BYTES = 15;

    private ItemId() {}

    /// For an item that came without one (XEP-0060 §7.1.2): no other has it, as no other is that at that time.
    static String of(byte[] payload, Instant at, String request) {
        MessageDigest digest = digest("SHA-256");
        digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .array());
        digest.update(request.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(payload), BYTES));
    }

    /// XEP-0084 §4.1: the id of a picture.
    static String ofPicture(byte[] picture) {
        return HexFormat.of().formatHex(digest("SHA-1").digest(picture));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
