// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// Writes a file so that whoever reads it finds all of the old one or all of the new one, whatever happens meanwhile.
public final class WholeFile {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /// Who could read the old one can read the new one.
    public static void write(Path file, String text) throws IOException {
        write(file, text, false);
    }

    /// Nobody but the owner can read the new one, whoever could read the old one.
    public static void writeForOwner(Path file, String text) throws IOException {
        write(file, text, true);
    }

    private static void write(Path file, String text, boolean isForOwner) throws IOException {
        // A link stays a link.
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, text);
            return;
        }
        Path fresh = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(fresh, NEW, rights(target, isForOwner))) {
                if (!isForOwner) {
                    keepRights(target, fresh);
                }
                ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        settle(target);
    }

    private static FileAttribute<?>[] rights(Path target, boolean isForOwner) {
        boolean hasRights = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isForOwner && hasRights ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    private static void keepRights(Path old, Path fresh) throws IOException {
        if (!Files.exists(old)) {
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(old, PosixFileAttributeView.class);
        PosixFileAttributeView to =
                Files.getFileAttributeView(fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || to == null) {
            return;
        }
        PosixFileAttributes rights = view.readAttributes();
        PosixFileAttributes now = to.readAttributes();
        if (!rights.owner().equals(now.owner())) {
            to.setOwner(rights.owner());
        }
        if (!rights.group().equals(now.group())) {
            to.setGroup(rights.group());
        }
        to.setPermissions(rights.permissions());
    }

    /// The new name is on disk as well.
    private static void settle(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
