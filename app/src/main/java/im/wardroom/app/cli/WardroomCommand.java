// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.Network;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command with its subcommands.
@Command(
        name = "wardroom",
        mixinStandardHelpOptions = true,
        version = "Wardroom 0.1.0",
        description = "Secure instant messaging that an organisation runs itself.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./wardroom up                   start the server",
            "  ./wardroom up --demo            start one to try it out, with alice and bob",
            "  ./wardroom user add juliet      make an account",
            "  ./wardroom user --help          all about accounts",
            "  ./wardroom backup /var/backups  save everything, while the server runs",
            "",
            "For developers:",
            "  ./wardroom test [--quick]       run the tests",
            "  ./wardroom bench --help         measure it on this machine",
            "  ./wardroom format               format the sources"
        })
public final class WardroomCommand {

    private static final int FAILED = 1;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error comes from.")
    boolean debug;

    private WardroomCommand() {}

    /// @return the exit code: 0 done, 1 failed, 2 not understood
    public static int run(Network.Starter network, String... arguments) {
        return run(Terminal.system(), network, arguments);
    }

    static int run(Terminal terminal, Network.Starter network, String... arguments) {
        WardroomCommand root = new WardroomCommand();
        CommandLine line = new CommandLine(root)
                .addSubcommand(new UpCommand(terminal, network))
                .addSubcommand(new UserCommand(terminal))
                .addSubcommand(new ArchiveCommand(terminal))
                .addSubcommand(new HoldCommand(terminal))
                .addSubcommand(new FilesCommand(terminal))
                .addSubcommand(new GuardCommand(terminal))
                .addSubcommand(new AuditCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new BackupCommand(terminal))
                .addSubcommand(new RestoreCommand(terminal))
                .addSubcommand(new StoreCommand(terminal))
                .addSubcommand(new ConfigCommand(terminal))
                .addSubcommand(terminal.watch());
        tellVersion(line, line.getCommandSpec().version());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            if (root.debug) {
                failure.printStackTrace();
            }
            terminal.complain("wardroom: "
                    + (failure instanceof CommandFailure known
                            ? known.getMessage()
                            : "something unexpected happened (" + failure
                                    + "); run it again with --debug to see where"));
            return FAILED;
        });
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    /// Every command says which program it belongs to.
    private static void tellVersion(CommandLine line, String... version) {
        line.getCommandSpec().version(version);
        line.getSubcommands().values().forEach(below -> tellVersion(below, version));
    }
}
