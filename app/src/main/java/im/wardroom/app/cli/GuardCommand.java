// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.config.ConfigurationException;
import im.wardroom.app.config.PolicyText;
import im.wardroom.app.config.Reference;
import im.wardroom.app.control.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The guard of the running server.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = "See what the guard stops and why, undo it, and change what it looks for.",
        footer = {
            "",
            "Examples:",
            "  ./wardroom guard status",
            "  ./wardroom guard findings --last 20",
            "  ./wardroom guard explain 7K3F9QXM2B",
            "  ./wardroom guard release romeo --officer juliet",
            "  ./wardroom guard reload"
        })
final class GuardCommand {

    private final Terminal terminal;
    private final RemoteCommand remote;

    GuardCommand(Terminal terminal) {
        this.terminal = terminal;
        this.remote = new RemoteCommand(terminal);
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Show who is in quarantine, what is held and how much was stopped.",
            footer = {"", "Example:", "  ./wardroom guard status"})
    int status(@Mixin Installation installation) {
        return remote.run(installation, new Request.GuardStatus());
    }

    @Command(
            name = "findings",
            mixinStandardHelpOptions = true,
            description =
                    "List what was found, the newest first: reference, time, reason, what was done, sender, recipient, how often.",
            footer = {"", "Example:", "  ./wardroom guard findings --last 20"})
    int findings(
            @Mixin Installation installation,
            @Option(
                            names = "--last",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many; ${DEFAULT-VALUE}.")
                    int last) {
        return remote.run(installation, new Request.GuardFindings(Integer.toString(last)));
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Say in plain words why something was stopped, what was seen and who can undo it.",
            footer = {"", "Example:", "  ./wardroom guard explain 7K3F9QXM2B"})
    int explain(
            @Mixin Installation installation,
            @Parameters(paramLabel = "REFERENCE", description = "As the user was told it, or guard findings lists it.")
                    String reference) {
        return remote.run(installation, new Request.GuardExplain(reference));
    }

    @Command(
            name = "quarantine",
            mixinStandardHelpOptions = true,
            description = "Put an account into quarantine: it can sign in, read, and write to the security desk.",
            footer = {"", "Example:", "  ./wardroom guard quarantine romeo --reason \"lost phone\""})
    int quarantine(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME", description = "The account, as name or name@domain.") String name,
            @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "For its owner.")
                    String reason) {
        return remote.run(installation, new Request.GuardQuarantine(name, reason));
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "End an account's quarantine, or let its held messages go.",
            footer = {"", "Example:", "  ./wardroom guard release romeo --officer juliet"})
    int release(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME", description = "The account, as name or name@domain.") String name,
            @Option(
                            names = "--officer",
                            paramLabel = "NAME",
                            defaultValue = "console",
                            description = "Who decides it, for the record; ${DEFAULT-VALUE} if it is not said.")
                    String officer) {
        return remote.run(installation, new Request.GuardRelease(name, officer));
    }

    @Command(
            name = "block",
            mixinStandardHelpOptions = true,
            description = "Block a link, file or text for everybody, and take back what was delivered of it.",
            footer = {"", "Example:", "  ./wardroom guard block link:evil.example"})
    int block(
            @Mixin Installation installation,
            @Parameters(
                            paramLabel = "ARTEFACT",
                            description = "link:HOST/PATH, file:sha256:… or text:…, as guard explain spells it.")
                    String artefact) {
        return remote.run(installation, new Request.GuardBlock(artefact));
    }

    @Command(
            name = "allow",
            mixinStandardHelpOptions = true,
            description = "Never ask about a link, file or text, and do not block it.",
            footer = {"", "Example:", "  ./wardroom guard allow link:intranet.example"})
    int allow(
            @Mixin Installation installation,
            @Parameters(
                            paramLabel = "ARTEFACT",
                            description = "link:HOST/PATH, file:sha256:… or text:…, as guard explain spells it.")
                    String artefact) {
        return remote.run(installation, new Request.GuardAllow(artefact));
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Neither block nor allow a link, file or text any more.",
            footer = {"", "Example:", "  ./wardroom guard forget link:evil.example"})
    int forget(
            @Mixin Installation installation,
            @Parameters(
                            paramLabel = "ARTEFACT",
                            description = "link:HOST/PATH, file:sha256:… or text:…, as guard explain spells it.")
                    String artefact) {
        return remote.run(installation, new Request.GuardForget(artefact));
    }

    @Command(
            name = "artefacts",
            mixinStandardHelpOptions = true,
            description = "List what is blocked and allowed.",
            footer = {"", "Example:", "  ./wardroom guard artefacts"})
    int artefacts(@Mixin Installation installation) {
        return remote.run(installation, new Request.GuardArtefacts());
    }

    @Command(
            name = "outbreaks",
            mixinStandardHelpOptions = true,
            description = "Show who infected whom, the newest outbreak first.",
            footer = {"", "Example:", "  ./wardroom guard outbreaks"})
    int outbreaks(@Mixin Installation installation) {
        return remote.run(installation, new Request.GuardOutbreaks());
    }

    @Command(
            name = "simulate",
            mixinStandardHelpOptions = true,
            description = {
                "Try a changed policy on the traffic that was recorded, and list what it would have stopped.",
                "Only what is about worms and decoys: content is not recorded."
            },
            footer = {"", "Example:", "  ./wardroom guard simulate stricter.toml --days 3"})
    int simulate(
            @Mixin Installation installation,
            @Parameters(paramLabel = "POLICY", description = "The changed policy.") Path file,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "7",
                            description = "How far back; ${DEFAULT-VALUE}.")
                    int days) {
        try {
            return remote.run(
                    installation,
                    new Request.GuardSimulate(file.toString(), Files.readString(file), Integer.toString(days)));
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Command(
            name = "reload",
            mixinStandardHelpOptions = true,
            description = "Put the policy file in force now; one with a mistake changes nothing.",
            footer = {"", "Example:", "  ./wardroom guard reload"})
    int reload(@Mixin Installation installation) {
        return remote.run(installation, new Request.GuardReload());
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tell everything that is wrong with a policy file, without a running server.",
            footer = {"", "Example:", "  ./wardroom guard check policy.toml"})
    int check(@Parameters(paramLabel = "FILE", description = "The policy.") Path file) {
        try {
            PolicyText.parse(file.toString(), Files.readString(file));
            terminal.say("the policy is fine");
            return 0;
        } catch (ConfigurationException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description = "Print every key of the policy with its type, default and one sentence, as a usable file.",
            footer = {"", "Example:", "  ./wardroom guard reference > policy.toml"})
    int reference() {
        terminal.say(Reference.policy().stripTrailing());
        return 0;
    }
}
