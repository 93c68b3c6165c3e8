// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Archives of the running server.
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = "Decide how long messages stay in the archives.",
        footer = {"", "Examples:", "  ./wardroom archive keep juliet --for 90d", "  ./wardroom archive prune"})
final class ArchiveCommand {

    private final RemoteCommand remote;

    ArchiveCommand(Terminal terminal) {
        this.remote = new RemoteCommand(terminal);
    }

    @Command(
            name = "keep",
            mixinStandardHelpOptions = true,
            description = "Show what stays in an account's archive, or change it; [archive] holds for all others.",
            footer = {
                "",
                "Examples:",
                "  ./wardroom archive keep juliet",
                "  ./wardroom archive keep juliet --for 90d --count 10000",
                "  ./wardroom archive keep juliet --for forever --count all",
                "  ./wardroom archive keep juliet --for default --count default"
            })
    int keep(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME", description = "The account, as name or name@domain.") String name,
            @Option(
                            names = "--for",
                            paramLabel = "TIME",
                            defaultValue = "",
                            description = "How long: 90d, 12h and the like, \"forever\", or \"default\".")
                    String age,
            @Option(
                            names = "--count",
                            paramLabel = "NUMBER",
                            defaultValue = "",
                            description = "How many, the newest ones: a number, \"all\", or \"default\".")
                    String count) {
        return remote.run(installation, new Request.KeepArchive(name, age, count));
    }

    @Command(
            name = "prune",
            mixinStandardHelpOptions = true,
            description = "Remove now what need not stay; the server also does it by itself.",
            footer = {"", "Example:", "  ./wardroom archive prune"})
    int prune(@Mixin Installation installation) {
        return remote.run(installation, new Request.PruneArchives());
    }
}
