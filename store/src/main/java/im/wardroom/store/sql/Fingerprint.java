// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// How many rows a table has, and a hash over all of them in the order of the key, the same on every database.
record Fingerprint(long rows, String sha256) {

    /// @param progress is told the number of rows that were read
    static Fingerprint of(Table table, Sql sql, LongConsumer progress) throws SQLException {
        MessageDigest digest = digest();
        long count = 0;
        try (Rows rows = Rows.of(table, sql)) {
            for (Rows.Line line = rows.current(); line != null; line = rows.current()) {
                for (Object value : line.values()) {
                    add(digest, value);
                }
                progress.accept(++count);
                rows.next();
            }
        }
        return new Fingerprint(count, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    // With its kind and length, so that no two rows look alike.
    private static void add(MessageDigest digest, @Nullable Object value) {
        switch (value) {
            case null -> digest.update((byte) 0);
            case Long number ->
                add(digest, 1, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
            case Boolean flag -> add(digest, 2, new byte[] {(byte) (flag ? 1 : 0)});
            case byte[] bytes -> add(digest, 3, bytes);
            default -> add(digest, 4, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(MessageDigest digest, int kind, byte[] bytes) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
