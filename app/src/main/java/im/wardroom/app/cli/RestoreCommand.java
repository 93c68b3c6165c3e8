// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.backup.Archive;
import im.wardroom.app.backup.BackupProblem;
import im.wardroom.app.backup.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a backup back.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Put a backup in the place of this installation, whose server must be stopped.",
            "The file is checked first. What was there before is put aside, not removed."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom restore /var/backups/wardroom-20260101-030000.zip",
            "  ./wardroom restore backup.zip --replace",
            "  ./wardroom restore backup.zip --data /srv/second      (while the first server runs)"
        })
final class RestoreCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "FILE", description = "A file that ./wardroom backup has written.")
    private Path file = Path.of("");

    @Option(names = "--replace", description = "Put aside what is in the data folder.")
    private boolean replace;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Archive archive = Archive.open(file)) {
            Restore restore = new Restore(
                    installation.configurationOr(archive.configuration().orElse("")),
                    installation.file(),
                    replace,
                    Clock.systemUTC().instant(),
                    new CopyLines(terminal));
            restore.run(archive).forEach(terminal::say);
            terminal.say("the backup is restored; start the server with: ./wardroom up");
            return 0;
        } catch (BackupProblem | IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
