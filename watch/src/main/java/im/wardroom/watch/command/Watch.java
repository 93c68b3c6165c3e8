// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.io.Console;

/// The entry of the program when nothing but the watch is wanted: starts in half the time, because it does not know the
/// server and its commands.
public final class Watch {

    private Watch() {}

    public static void main(String[] arguments) {
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        System.exit(WatchCommand.line(new Terminal(System.in, System.out, System.err, interactive))
                .setCommandName("wardroom watch")
                .execute(arguments));
    }
}
