// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The checksum at the end of an archive: the SHA-256, in hexadecimal digits, of every byte before it. To a ZIP
/// file it is the end of the archive's comment, so that any tool can open the archive.
final class Seal {

    /// What stands before the digits.
    static final String LABEL = "wardroom-backup sha256=";

    static final int DIGITS = 64;

    private static final int BLOCK = 1 << 16;

    private Seal() {}

    /// Replaces the last digits of the file by the right ones.
    ///
    /// @return the digits
    static String put(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            String digits = digits(channel);
            channel.write(ByteBuffer.wrap(digits.getBytes(StandardCharsets.US_ASCII)), channel.size() - DIGITS);
            channel.force(true);
            return digits;
        }
    }

    static boolean isRight(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int length = LABEL.length() + DIGITS;
            if (channel.size() < length) {
                return false;
            }
            ByteBuffer end = ByteBuffer.allocate(length);
            read(channel, end, channel.size() - length);
            return new String(end.array(), StandardCharsets.US_ASCII).equals(LABEL + digits(channel));
        }
    }

    private static String digits(FileChannel channel) throws IOException {
        MessageDigest digest = sha256();
        long left = channel.size() - DIGITS;
        long position = 0;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        while (left > 0) {
            block.clear().limit((int) Math.min(BLOCK, left));
            int count = block.limit();
            read(channel, block, position);
            digest.update(block.flip());
            position += count;
            left -= count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void read(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += count;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
