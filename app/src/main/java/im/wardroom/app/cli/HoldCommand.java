// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Legal hold on accounts of the running server.
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = "Put accounts under legal hold: nothing leaves their archives, and they cannot be removed.",
        footer = {"", "Examples:", "  ./wardroom hold add romeo", "  ./wardroom hold list"})
final class HoldCommand {

    private static final String NAME = "The account, as name or name@domain.";

    private final RemoteCommand remote;

    HoldCommand(Terminal terminal) {
        this.remote = new RemoteCommand(terminal);
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Put an account under legal hold. Its owner is not told.",
            footer = {"", "Example:", "  ./wardroom hold add romeo"})
    int add(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Hold(name));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "End the legal hold; the rules of retention hold again.",
            footer = {"", "Example:", "  ./wardroom hold remove romeo"})
    int remove(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Release(name));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the accounts under legal hold.",
            footer = {"", "Example:", "  ./wardroom hold list"})
    int list(@Mixin Installation installation) {
        return remote.run(installation, new Request.ListHeld());
    }
}
