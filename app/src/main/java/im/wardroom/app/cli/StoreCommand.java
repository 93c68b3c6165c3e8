// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.store.StoreException;
import im.wardroom.store.sql.Location;
import im.wardroom.store.sql.Migration;
import im.wardroom.store.sql.PostgresUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The database, as a whole.
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Move what the server keeps to another database.",
        footer = {"", "Example:", "  ./wardroom store migrate --to postgresql://wardroom@localhost:5432/wardroom"})
final class StoreCommand {

    private static final String SQLITE = "sqlite";

    /// Done so far, but it must be run again.
    private static final int INCOMPLETE = 3;

    private final Terminal terminal;

    StoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = {
                "Copy everything to an empty database, compare both, and say what to configure.",
                "Run it while the server runs to copy most of it; then stop the server and run it again: it brings over"
                        + " what has changed, and the copy is complete. It can be interrupted and run again at any time."
                        + " The old database is only read."
            },
            footer = {
                "",
                "Examples:",
                "  ./wardroom store migrate --to postgresql://wardroom@localhost:5432/wardroom",
                "  ./wardroom store migrate --to sqlite",
                "",
                "Without a password in the URL it is asked for, or read from the standard input.",
                "Exit codes: 0 complete, 1 failed, 3 copied, to be completed when the server is stopped."
            })
    int migrate(
            @Mixin Installation installation,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "URL",
                            description = "postgresql://user@host:port/database, or sqlite for the data folder.")
                    String to) {
        Location from = installation.configuration().location();
        Location target = target(installation, to);
        try {
            Migration.Report report = Migration.run(from, target, new CopyLines(terminal));
            return said(from, target, report);
        } catch (StoreException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Location target(Installation installation, String to) {
        if (to.equals(SQLITE)) {
            return new Location.Folder(installation.dataFolder());
        }
        try {
            PostgresUrl url = PostgresUrl.parse(to);
            return new Location.Postgres(
                    PostgresUrl.lacksPassword(to)
                            ? url.withPassword(
                                    terminal.password("Password of " + url.user() + " on " + url.host() + ": ")
                                            .reveal())
                            : url);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    "--to expects \"sqlite\" or a URL such as postgresql://user@localhost:5432/database; this is "
                            + e.getMessage(),
                    e);
        }
    }

    private int said(Location from, Location to, Migration.Report report) {
        terminal.say(report.inserted() + " rows were added, " + report.updated() + " changed and " + report.deleted()
                + " removed in " + to + " by this run.");
        if (!report.complete()) {
            terminal.say("A server is running on " + from + ", so the copy is not complete.");
            terminal.say("Now stop that server and run the same command again; it has little left to do.");
            return INCOMPLETE;
        }
        terminal.say("Both sides are the same:");
        report.tables()
                .forEach(table -> terminal.say(
                        String.format("  %-22s %12d rows  %s", table.table(), table.rows(), table.sha256())));
        configured(to).lines().forEach(terminal::say);
        terminal.say("then start the server. " + from
                + " was not changed; keep it until the server has proved itself on the new database, and do not start a"
                + " server on it again.");
        return 0;
    }

    private static String configured(Location to) {
        return switch (to) {
            case Location.Folder _ -> "Remove the line url from [store] in wardroom.toml,";
            case Location.Postgres postgres ->
                "Put this into wardroom.toml:\n  [store]\n  url = \""
                        + postgres.url().withPassword("PASSWORD").reveal() + "\"";
        };
    }
}
