// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files in a folder of the local disk, each in a folder named by the first two characters of its id.
public final class FolderStorage implements FileStorage {

    private static final int PREFIX = 2;

    private final Path folder;

    /// @param folder on the same disk as the files that it is given
    public FolderStorage(Path folder) {
        this.folder = folder;
    }

    private Path parent(String id) {
        if (!Slots.isId(id)) {
            throw new IllegalArgumentException("no id of a file");
        }
        return folder.resolve(id.substring(0, PREFIX));
    }

    private Path path(String id) {
        return parent(id).resolve(id);
    }

    @Override
    public void keep(String id, Path content) throws IOException {
        Path parent = parent(id);
        if (Files.notExists(parent)) {
            Files.createDirectories(parent);
            sync(folder);
        }
        try (FileChannel file = FileChannel.open(content, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(content, path(id), StandardCopyOption.ATOMIC_MOVE);
        sync(parent);
    }

    /// So that the names in it outlive a power cut, too.
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String id, long from) throws IOException {
        try {
            FileChannel file = FileChannel.open(path(id), StandardOpenOption.READ);
            return Channels.newInputStream(file.position(from));
        } catch (NoSuchFileException e) {
            FileNotFoundException missing = new FileNotFoundException("an uploaded file is missing in " + folder);
            missing.initCause(e);
            throw missing;
        }
    }

    @Override
    public void remove(String id) throws IOException {
        Files.deleteIfExists(path(id));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
