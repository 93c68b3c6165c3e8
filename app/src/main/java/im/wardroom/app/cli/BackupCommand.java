// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.backup.Backup;
import im.wardroom.app.backup.BackupProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Saves the installation.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Save everything into one file: database, configuration, certificates and keys.",
            "The server may be running; whatever it has acknowledged before is in the backup."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom backup /var/backups",
            "  ./wardroom backup /var/backups/before-update.zip",
            "",
            "The file holds messages and secret keys: it can be read by its owner only, and should lie on an encrypted"
                    + " disk."
        })
final class BackupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Installation installation = new Installation();

    @Parameters(paramLabel = "FILE-OR-FOLDER", description = "A new file, or a folder that gets one.")
    private Path target = Path.of("");

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            Backup backup = new Backup(
                    installation.configuration(),
                    installation.file(),
                    Clock.systemUTC().instant(),
                    new CopyLines(terminal));
            Backup.Written written = backup.write(target);
            terminal.say(written.file() + " was written, " + written.bytes() + " bytes, checksum " + written.sha256());
            terminal.say("take it back with: ./wardroom restore " + written.file());
            return 0;
        } catch (BackupProblem e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
