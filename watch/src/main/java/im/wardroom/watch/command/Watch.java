// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.io.Console;
import java.util.List;

/// The entry of the program when nothing but the watch is wanted: starts in half the time, because it does not know the
/// server and its commands.
public final class Watch {

    private Watch() {}

    public static void main(String[] arguments) {
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        Terminal terminal = new Terminal(System.in, System.out, System.err, interactive);
        System.exit(WatchCommand.run(terminal, List.of(arguments)));
    }
}
