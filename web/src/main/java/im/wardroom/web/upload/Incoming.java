// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A file as it comes in: bytes on the disk that nobody can have yet. Closing it leaves nothing behind.
final class Incoming implements AutoCloseable {

    private static final int PIECE = 64 * 1024;

    private final Path path;
    private final MessageDigest digest;

    /// @param folder on the disk where files are kept
    Incoming(Path folder, String id) {
        path = folder.resolve(id);
        digest = sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Takes in the body of a request, all of it. Blocks.
    ///
    /// @return of the content
    /// @throws IOException if the body did not come
    /// @throws UncheckedIOException if it could not be written
    byte[] take(InputStream body) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = writing(() -> Files.newOutputStream(path, CREATE_NEW, WRITE))) {
            for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
                int count = n;
                digest.update(piece, 0, count);
                writing(() -> {
                    out.write(piece, 0, count);
                    return count;
                });
            }
        }
        return digest.digest();
    }

    @FunctionalInterface
    private interface Write<T> {
        T run() throws IOException;
    }

    /// So that a full disk is not taken for a client that has gone.
    private static <T> T writing(Write<T> write) {
        try {
            return write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
