// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

import im.wardroom.app.PrivateFiles;
import im.wardroom.app.config.Configuration;
import im.wardroom.app.control.ControlClient;
import im.wardroom.store.StoreException;
import im.wardroom.store.sql.CopyProgress;
import im.wardroom.store.sql.Location;
import im.wardroom.store.sql.Migration;
import im.wardroom.store.sql.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Puts a backup in the place of an installation that does not run. What was there before is put aside, never
/// removed.
///
/// @param configurationFile where the saved one goes, unless there is another one already
/// @param replace what is there may be put aside
public record Restore(
        Configuration configuration, Path configurationFile, boolean replace, Instant now, CopyProgress progress) {

    /// May block for long.
    ///
    /// @return what was done, for the administrator
    public List<String> run(Archive archive) throws BackupProblem {
        Path data = configuration.data();
        if (ControlClient.isRunning(data)) {
            throw new BackupProblem("the backup is sound, but a server is running on " + data
                    + ". Stop it and run the same command again; or restore into another folder beside it with"
                    + " --data, and start a second server there");
        }
        try {
            if (!replace && DataFolder.isInUse(data)) {
                throw new BackupProblem("the backup is sound, but there is an installation in " + data
                        + ". With --replace it is put aside within that folder, and the backup takes its place");
            }
            PrivateFiles.folder(data);
            Path staging = data.resolve(DataFolder.STAGING);
            DataFolder.remove(staging);
            PrivateFiles.folder(staging);
            archive.unpack(staging);
            return placed(archive, data, staging);
        } catch (IOException | StoreException e) {
            throw new BackupProblem("the backup was not restored: " + e.getMessage(), e);
        }
    }

    private List<String> placed(Archive archive, Path data, Path staging) throws IOException, BackupProblem {
        Path database = staging.resolve(DataFolder.DATABASE);
        if (Files.notExists(database)) {
            throw new BackupProblem("the archive has no database");
        }
        Snapshot.check(database);
        List<String> said = new ArrayList<>();
        // First what can fail: a database that is not empty is refused here.
        if (configuration.location() instanceof Location.Postgres postgres) {
            Migration.run(new Location.Folder(staging), postgres, progress);
            Files.delete(database);
            said.add("the database is in " + postgres);
        }
        putAside(data, said);
        for (Path path : DataFolder.top(staging)) {
            Files.move(path, data.resolve(path.getFileName()));
        }
        DataFolder.remove(staging);
        said.add("the installation is in " + data);
        configuration(archive, said);
        return said;
    }

    private void putAside(Path data, List<String> said) throws IOException {
        List<Path> there = DataFolder.top(data);
        if (there.isEmpty()) {
            return;
        }
        Path aside = data.resolve(DataFolder.BEFORE + Backup.stamp(now));
        PrivateFiles.folder(aside);
        for (Path path : there) {
            Files.move(path, aside.resolve(path.getFileName()));
        }
        said.add("what was there before is in " + aside + "; remove it when nobody misses it");
    }

    private void configuration(Archive archive, List<String> said) throws IOException, BackupProblem {
        String saved = archive.configuration().orElse("");
        if (saved.isEmpty()) {
            return;
        }
        if (Files.notExists(configurationFile)) {
            PrivateFiles.write(configurationFile, saved);
            said.add("the configuration is in " + configurationFile);
        } else if (!Files.readString(configurationFile).equals(saved)) {
            Path beside = configurationFile.resolveSibling(configurationFile.getFileName() + ".restored");
            PrivateFiles.write(beside, saved);
            said.add(configurationFile + " differs from the saved one and was left alone; that one is in " + beside);
        }
    }
}
