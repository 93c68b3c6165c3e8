// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line without a process of its own, for the commands that read what is on disk.
public final class InProcess {

    /// @param text all that it said, mistakes included
    public record Said(int code, String text) {}

    private InProcess() {}

    /// @param data the data folder
    public static Said run(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), print, print, null);
        int code = WardroomCommand.run(
                terminal,
                parts -> {
                    throw new IOException("nobody starts");
                },
                all.toArray(String[]::new));
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }
}
