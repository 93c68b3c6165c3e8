// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.config.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The configuration, without a running server.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check the configuration, or show all that can be configured.",
        footer = {"", "Examples:", "  ./wardroom config check", "  ./wardroom config reference > wardroom.toml"})
final class ConfigCommand {

    private final Terminal terminal;

    ConfigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tell everything that is wrong with the configuration.",
            footer = {"", "Example:", "  ./wardroom config check --config /etc/wardroom.toml"})
    int check(@Mixin Installation installation) {
        installation.configuration();
        terminal.say("the configuration is fine");
        return 0;
    }

    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description = "Print every key with its type, default and one sentence, as a usable file.",
            footer = {"", "Example:", "  ./wardroom config reference > wardroom.toml"})
    int reference() {
        terminal.say(Reference.text().stripTrailing());
        return 0;
    }
}
