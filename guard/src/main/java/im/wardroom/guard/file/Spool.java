// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file out of an archive: small ones are in memory, others in a folder while they are looked at. For one thread.
final class Spool implements AutoCloseable {

    private static final int IN_MEMORY = 512 * 1024;
    private static final int PIECE = 32 * 1024;

    private final @Nullable Path path;
    private final Content content;

    private Spool(@Nullable Path path, Content content) {
        this.path = path;
        this.content = content;
    }

    /// Takes it all, as far as the budget goes.
    static Spool of(InputStream in, Path folder, Budget budget) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        int n = in.read(piece);
        while (n >= 0 && small.size() + n <= IN_MEMORY) {
            budget.bytes(n);
            small.write(piece, 0, n);
            n = in.read(piece);
        }
        if (n < 0) {
            return new Spool(null, Content.of(small.toByteArray()));
        }
        Path path = Files.createTempFile(folder, "inspected", "");
        try (OutputStream out = Files.newOutputStream(path)) {
            small.writeTo(out);
            for (; n >= 0; n = in.read(piece)) {
                budget.bytes(n);
                out.write(piece, 0, n);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new Spool(path, Content.of(path));
    }

    Content content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        if (path != null) {
            Files.deleteIfExists(path);
        }
    }
}
