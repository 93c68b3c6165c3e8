// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.server.credential.Secret;
import im.wardroom.watch.command.WatchCommand;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// What the person at the command line sees and types.
final class Terminal {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final @Nullable Console console;

    /// @param console null if nobody sits there
    Terminal(InputStream in, PrintStream out, PrintStream err, @Nullable Console console) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.console = console;
    }

    static Terminal system() {
        Console console = System.console();
        return new Terminal(
                System.in, System.out, System.err, console != null && console.isTerminal() ? console : null);
    }

    /// The command that needs nothing else of Wardroom, at this terminal.
    CommandLine watch() {
        return WatchCommand.line(new im.wardroom.watch.command.Terminal(in, out, err, isInteractive()));
    }

    void say(String line) {
        out.println(line);
    }

    void complain(String line) {
        err.println(line);
    }

    /// Asks twice for a new password, or reads the first line of the standard input where nobody sits there.
    Secret newPassword(String account) {
        if (console == null) {
            return firstLine();
        }
        String first = ask(console, "New password for " + account + ": ");
        if (!first.equals(ask(console, "Once more: "))) {
            throw new CommandFailure("the two passwords differ; nothing was changed");
        }
        return new Secret(first);
    }

    /// Asks once, or reads the first line of the standard input where nobody sits there.
    Secret password(String prompt) {
        return console == null ? firstLine() : new Secret(ask(console, prompt));
    }

    /// Somebody sits there.
    boolean isInteractive() {
        return console != null;
    }

    private static String ask(Console console, String prompt) {
        char[] typed = console.readPassword("%s", prompt);
        if (typed == null) {
            throw new CommandFailure("no password was given; nothing was changed");
        }
        return new String(typed);
    }

    private Secret firstLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new CommandFailure("a password is expected as the first line of the standard input");
            }
            return new Secret(line);
        } catch (IOException e) {
            throw new CommandFailure("the standard input cannot be read: " + e.getMessage(), e);
        }
    }

    /// A bar that grows on one line; nothing where the output is no terminal.
    void progress(int thousandths) {
        if (console == null) {
            return;
        }
        int width = 40;
        int full = thousandths * width / 1000;
        err.print("\r[" + "#".repeat(full) + " ".repeat(width - full) + "] " + thousandths / 10 + " %");
        if (thousandths >= 1000) {
            err.println();
        }
        err.flush();
    }
}
