// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.Request;
import im.wardroom.server.credential.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Accounts of the running server.
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Make, change and remove accounts on the running server.",
        footer = {"", "Examples:", "  ./wardroom user add juliet", "  ./wardroom user list"})
final class UserCommand {

    private static final String NAME = "The account, as name or name@domain.";

    private final Terminal terminal;
    private final RemoteCommand remote;

    UserCommand(Terminal terminal) {
        this.terminal = terminal;
        this.remote = new RemoteCommand(terminal);
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Make an account; asks for its password, or reads it from the standard input.",
            footer = {
                "",
                "Examples:",
                "  ./wardroom user add juliet",
                "  ./wardroom user add romeo@example.org --administrator",
                "  ./wardroom user add nurse < password.txt"
            })
    int add(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--administrator", description = "May administer the server.") boolean administrator) {
        return remote.run(installation, new Request.Add(name, terminal.newPassword(name), administrator));
    }

    @Command(
            name = "passwd",
            mixinStandardHelpOptions = true,
            description = "Change a password; signs all devices of the account out.",
            footer = {
                "",
                "Examples:",
                "  ./wardroom user passwd juliet",
                "  ./wardroom user passwd juliet < password.txt"
            })
    int passwd(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.ChangePassword(name, terminal.newPassword(name)));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all accounts: address, role, state.",
            footer = {"", "Examples:", "  ./wardroom user list", "  ./wardroom user list | grep disabled"})
    int list(@Mixin Installation installation) {
        return remote.run(installation, new Request.ListAccounts());
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Sign an account out and keep it from signing in; what it has stays.",
            footer = {"", "Example:", "  ./wardroom user disable romeo"})
    int disable(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Disable(name));
    }

    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Let a disabled account sign in again.",
            footer = {"", "Example:", "  ./wardroom user enable romeo"})
    int enable(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Enable(name));
    }

    @Command(
            name = "sign-out",
            mixinStandardHelpOptions = true,
            description = "Sign all devices of an account out; they may sign in again.",
            footer = {"", "Example:", "  ./wardroom user sign-out romeo"})
    int signOut(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.SignOut(name));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove an account with everything that belongs to it; this cannot be undone.",
            footer = {"", "Example:", "  ./wardroom user remove romeo"})
    int remove(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Remove(name));
    }

    @Command(
            name = "unlock",
            mixinStandardHelpOptions = true,
            description = "Let an account sign in that was locked after wrong passwords.",
            footer = {"", "Example:", "  ./wardroom user unlock juliet"})
    int unlock(@Mixin Installation installation, @Parameters(paramLabel = "NAME", description = NAME) String name) {
        return remote.run(installation, new Request.Unlock(name));
    }

    @Command(
            name = "invite",
            mixinStandardHelpOptions = true,
            description = "Make a link that lets one person make an account.",
            footer = {
                "",
                "Examples:",
                "  ./wardroom user invite",
                "  ./wardroom user invite juliet --contact romeo",
                "",
                "Invitations work while [registration] who = \"invitation\" is configured."
            })
    int invite(
            @Mixin Installation installation,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "The name that is kept for that person.")
                    String name,
            @Option(
                            names = "--contact",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "Whose contact the person becomes.")
                    String contact) {
        return remote.run(installation, new Request.Invite(name, contact));
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Make all accounts of a CSV file, or none: name,password[,user|administrator] on each line.",
            footer = {"", "Example:", "  ./wardroom user import staff.csv"})
    int importFile(
            @Mixin Installation installation,
            @Parameters(paramLabel = "FILE.csv", description = "The file, in UTF-8.") Path file) {
        try {
            return remote.run(installation, new Request.Import(new Secret(Files.readString(file))));
        } catch (CharacterCodingException e) {
            throw new CommandFailure(file + " is not in UTF-8; save it as UTF-8 and run the command again", e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
