// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names for clients in place of their addresses (HMAC-SHA-256, RFC 2104): the same under the same key, and not to be
/// found by trying all addresses without it. Belongs to one thread.
public final class Pseudonyms {

    /// Octets of a key: fewer can be guessed.
    public static final int SHORTEST_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "wardroom watch report: client ".getBytes(StandardCharsets.US_ASCII);
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    /// Five bits each: of two hundred thousand reports with a hundred thousand clients, one has the same name twice.
    private static final int LENGTH = 10;

    private final Mac mac;

    public Pseudonyms(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a key has at least " + SHORTEST_KEY + " octets");
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    String of(Address address) {
        mac.update(PURPOSE);
        mac.update(ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .flip());
        long bits = ByteBuffer.wrap(mac.doFinal()).getLong();
        StringBuilder name = new StringBuilder("client-");
        for (int i = 0; i < LENGTH; i++) {
            name.append(LETTERS.charAt((int) (bits >>> 59 - 5 * i & 31)));
        }
        return name.toString();
    }
}
