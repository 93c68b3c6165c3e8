// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import im.wardroom.app.Uploads;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which files of a data folder are kept by a backup.
final class DataFolder {

    static final String DATABASE = "wardroom.db";

    /// Where a restore puts together what it has unpacked.
    static final String STAGING = "restoring";

    /// Begins the names of folders with what was there before a restore.
    static final String BEFORE = "before-restore-";

    /// Made anew by each start, or kept elsewhere in the backup.
    private static final Set<String> LEFT_OUT = Set.of(
            DATABASE, DATABASE + "-wal", DATABASE + "-shm", "wardroom.lock", "control.sock", "log", "native", STAGING);

    private DataFolder() {}

    /// Files to keep, as paths within the folder: certificates, keys and uploads.
    static List<Path> files(Path data) throws IOException {
        if (Files.notExists(data)) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        // Folders may lie on other disks.
        Files.walkFileTree(data, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isWanted(data.relativize(folder)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isWanted(data.relativize(file))) {
                    files.add(data.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            /// A running server removes files.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException || !isWanted(data.relativize(file))) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return files.stream().sorted().toList();
    }

    private static boolean isWanted(Path path) {
        return path.toString().isEmpty()
                || isKept(path.getName(0).toString()) && !path.startsWith(Uploads.ON_THEIR_WAY);
    }

    private static boolean isKept(String name) {
        return !LEFT_OUT.contains(name) && !name.startsWith(BEFORE);
    }

    /// True if somebody would miss it.
    static boolean isInUse(Path data) throws IOException {
        return Files.exists(data.resolve(DATABASE)) || !files(data).isEmpty();
    }

    /// What is in the folder and belongs to the installation, at the top; the database last.
    static List<Path> top(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data)) {
            return all.filter(path -> {
                        String name = path.getFileName().toString();
                        return isKept(name) || name.startsWith(DATABASE);
                    })
                    .sorted(Comparator.comparing(
                            path -> path.getFileName().toString().startsWith(DATABASE)))
                    .toList();
        }
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
