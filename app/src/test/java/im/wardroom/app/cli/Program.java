// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program as people run it, in processes of its own, with the configuration that is in a folder.
final class Program {

    record Result(int code, String output) {}

    private Program() {}

    static ProcessBuilder in(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // It lives for a moment.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", folder.resolve("wardroom.toml").toString()));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /// @param input what a person types
    static Result run(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        Process process = in(folder, arguments).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
