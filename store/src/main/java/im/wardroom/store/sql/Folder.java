// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of the database: made for its owner alone, and held by one process at a time.
final class Folder implements AutoCloseable {

    static final String DATABASE = "wardroom.db";
    private static final String LOCK = "wardroom.lock";
    private static final String NATIVE = "native";

    /// Where the driver unpacks its native library; read once, when SQLite is first used.
    private static final String UNPACK = "org.sqlite.tmpdir";

    private final Path path;
    private final FileChannel channel;

    private Folder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes the folder and an empty database file if there are none. May block.
    ///
    /// @throws StoreException if another process holds the folder, or it cannot be used
    static Folder open(Path path) {
        try {
            Files.createDirectories(path, attributes(path, "rwx------"));
            Folder folder = new Folder(path, lock(path));
            try {
                folder.createDatabase();
                folder.unpackHere();
            } catch (IOException e) {
                folder.close();
                throw e;
            }
            return folder;
        } catch (IOException e) {
            throw new StoreException(
                    "The data folder " + path + " cannot be used: " + e
                            + ". Check that it can be written by the user that the server runs as.",
                    e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                attributes(path, "rw-------"));
        if (tryLock(channel) == null) {
            channel.close();
            throw new StoreException.InUse("The data folder " + path
                    + " is in use by another Wardroom. Stop that one first, or give this one a folder of its own.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    // SQLite gives its other files the permissions of this one.
    private void createDatabase() throws IOException {
        if (Files.notExists(database())) {
            Files.createFile(database(), attributes(path, "rw-------"));
        }
    }

    // The driver unpacks its native library into a file for each run, and removes it when it ends well. In a folder of
    // ours, what a killed run has left can be removed: we alone hold the folder.
    private void unpackHere() throws IOException {
        Path unpacked = path.resolve(NATIVE);
        Files.createDirectories(unpacked, attributes(path, "rwx------"));
        if (System.getProperty(UNPACK) == null) {
            System.setProperty(UNPACK, unpacked.toAbsolutePath().toString());
            try (Stream<Path> left = Files.list(unpacked)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    Path database() {
        return path.resolve(DATABASE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock of " + path + " could not be released.", e);
        }
    }
}
