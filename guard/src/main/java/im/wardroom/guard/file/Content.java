// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// The bytes of a file, wherever they are. They do not change while they are looked at.
public sealed interface Content {

    long size();

    /// To be closed by who opens it. May block.
    SeekableByteChannel open() throws IOException;

    /// On the disk.
    record OnDisk(Path path, long size) implements Content {
        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(path);
        }
    }

    /// In memory; not copied.
    @SuppressWarnings("ArrayRecordComponent")
    record InMemory(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public SeekableByteChannel open() {
            return new SeekableInMemoryByteChannel(bytes);
        }
    }

    static Content of(Path path) throws IOException {
        return new OnDisk(path, Files.size(path));
    }

    static Content of(byte[] bytes) {
        return new InMemory(bytes);
    }

    default InputStream stream() throws IOException {
        return Channels.newInputStream(open());
    }

    /// Bytes from a place on, as many as there are and no more than are wanted.
    default byte[] read(long from, int wanted) throws IOException {
        if (from < 0 || from >= size()) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(wanted, size() - from));
        try (SeekableByteChannel channel = open()) {
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Goes on until all are there.
            }
        }
        byte[] read = new byte[bytes.position()];
        bytes.flip().get(read);
        return read;
    }

    /// SHA-256 in lower hexadecimal digits. Reads all of it.
    default String sha256() throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[64 * 1024];
        try (InputStream in = stream()) {
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
