// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.ControlClient;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import java.io.IOException;

/// Sends a request to the running server and shows the answer.
record RemoteCommand(Terminal terminal) {

    int run(Installation installation, Request request) {
        try {
            return switch (ControlClient.ask(installation.dataFolder(), request, terminal::progress)) {
                case Reply.Done done -> {
                    done.lines().forEach(terminal::say);
                    yield 0;
                }
                case Reply.Failed failed -> {
                    failed.lines().forEach(terminal::complain);
                    yield 1;
                }
                case Reply.Progress _ -> throw new IllegalStateException("progress is no answer");
            };
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
