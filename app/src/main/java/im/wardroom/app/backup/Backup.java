// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import im.wardroom.app.PrivateFiles;
import im.wardroom.app.config.Configuration;
import im.wardroom.store.StoreException;
import im.wardroom.store.sql.CopyProgress;
import im.wardroom.store.sql.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes an installation into one archive: the database as one consistent state, the configuration, and the
/// certificates, keys and uploads of the data folder. A server may be running meanwhile; it is not asked, and does not
/// wait.
///
/// @param configurationFile may be missing
public record Backup(Configuration configuration, Path configurationFile, Instant now, CopyProgress progress) {

    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    static final String MANIFEST = "manifest.txt";
    static final String CONFIGURATION = "wardroom.toml";
    static final String DATABASE = "database/" + DataFolder.DATABASE;
    static final String DATA = "data/";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /// @param sha256 the archive's checksum
    public record Written(Path file, long bytes, String sha256) {}

    static String stamp(Instant time) {
        return STAMP.format(time);
    }

    /// May block for long. Nobody sees an archive that is not whole.
    ///
    /// @param target a file that does not exist yet, or a folder, in which the file gets a name with the time
    public Written write(Path target) throws BackupProblem {
        Path file = (Files.isDirectory(target) ? target.resolve("wardroom-" + stamp(now) + ".zip") : target)
                .toAbsolutePath();
        if (Files.exists(file)) {
            throw new BackupProblem(file + " exists already; name another file, or a folder");
        }
        Path work = file.resolveSibling('.' + file.getFileName().toString() + ".partial");
        try {
            DataFolder.remove(work);
            PrivateFiles.folder(work);
            try {
                return write(file, work);
            } finally {
                DataFolder.remove(work);
            }
        } catch (IOException | StoreException e) {
            throw new BackupProblem("there is no backup: " + e.getMessage(), e);
        }
    }

    private Written write(Path file, Path work) throws IOException {
        Path database = work.resolve(DataFolder.DATABASE);
        Snapshot.write(configuration.location(), database, progress);
        Path archive = work.resolve("archive.zip");
        Files.createFile(archive, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.setComment(Seal.LABEL + "0".repeat(Seal.DIGITS));
            put(zip, MANIFEST, manifest());
            if (Files.exists(configurationFile)) {
                put(zip, CONFIGURATION, configurationFile);
            }
            for (Path path : DataFolder.files(configuration.data())) {
                put(zip, DATA + path, configuration.data().resolve(path));
            }
            put(zip, DATABASE, database);
        }
        String sha256 = Seal.put(archive);
        Files.move(archive, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            // So that the name outlives a power cut, too.
            folder.force(true);
        }
        return new Written(file, Files.size(file), sha256);
    }

    private String manifest() {
        return "format: 1\ncreated: " + now + "\ndomain: " + configuration.mainDomain() + "\nfrom: "
                + configuration.location() + '\n';
    }

    /// What a running server has removed meanwhile is not missed: the database is older, but a server does not look
    /// for what has outlived its time.
    private void put(ZipOutputStream zip, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            zip.putNextEntry(entry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            LOG.atDebug().addKeyValue("file", name).log("a file was removed while the backup was made");
        }
    }

    private void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(now));
        return entry;
    }
}
