// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What the running server is doing.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what the running server is doing.",
        footer = {"", "Examples:", "  ./wardroom status", "  ./wardroom status --data /srv/wardroom"})
final class StatusCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final Installation installation = new Installation();

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new RemoteCommand(terminal).run(installation, new Request.Status());
    }
}
