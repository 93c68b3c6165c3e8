// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A hash of the tree (RFC 9162 §2.1.1): SHA-256, of a leaf or of what two others make together.
public final class Hash {

    static final int BYTES = 32;

    /// Of a tree without leaves.
    public static final Hash EMPTY = new Hash(digest().digest());

    /// What stands for the record before the first one.
    public static final Hash NONE = new Hash(new byte[BYTES]);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash leaf(byte[] entry) {
        MessageDigest digest = digest();
        digest.update(LEAF);
        return new Hash(digest.digest(entry));
    }

    static Hash node(Hash left, Hash right) {
        MessageDigest digest = digest();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /// @throws IllegalArgumentException if it is none
    public static Hash parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, this one " + bytes.length);
        }
        return new Hash(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
