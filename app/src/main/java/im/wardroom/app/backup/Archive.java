// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A backup that was found to be whole.
public final class Archive implements AutoCloseable {

    private static final int MAX_TEXT = 1 << 20;

    private final ZipFile zip;

    private Archive(ZipFile zip) {
        this.zip = zip;
    }

    /// Reads the whole file. Blocks.
    ///
    /// @throws BackupProblem if it is no backup, or a single byte of it has changed
    public static Archive open(Path file) throws BackupProblem {
        if (!Files.isRegularFile(file)) {
            throw new BackupProblem("there is no file " + file);
        }
        try {
            if (!Seal.isRight(file)) {
                throw new BackupProblem(file + " is damaged, or no backup of Wardroom: its checksum is wrong. Nothing"
                        + " was changed; take another backup");
            }
            return new Archive(new ZipFile(file.toFile(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BackupProblem(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The configuration that was saved, if there was a file.
    public Optional<String> configuration() throws BackupProblem {
        ZipEntry entry = zip.getEntry(Backup.CONFIGURATION);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(new String(in.readNBytes(MAX_TEXT), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BackupProblem("the saved configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /// Puts the files of the data folder, and the database, into an empty folder.
    void unpack(Path folder) throws IOException {
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (name.equals(Backup.DATABASE)) {
                unpack(entry, folder.resolve(DataFolder.DATABASE));
            } else if (name.startsWith(Backup.DATA)) {
                unpack(entry, within(folder, name.substring(Backup.DATA.length())));
            }
        }
    }

    private static Path within(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new IOException("a file of the archive lies outside of the data folder: " + name);
        }
        return path;
    }

    private void unpack(ZipEntry entry, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
