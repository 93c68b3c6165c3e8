// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Short commands of the system.
final class Processes {

    private static final long MINUTES = 10;

    private Processes() {}

    /// Runs it to its end, its output to ours. Returns its exit code, or -1 if there is no such command.
    static int run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new java.io.File("/dev/stderr")));
        builder.environment().putAll(environment);
        try {
            return await(builder.start());
        } catch (IOException missing) {
            if (missing.getMessage() != null && missing.getMessage().contains("No such file")) {
                return -1;
            }
            throw missing;
        }
    }

    /// The first line that it prints; empty if there is none.
    static String firstLine(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await(process);
        return output.lines().findFirst().orElse("");
    }

    private static int await(Process process) throws IOException {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("a command took more than " + MINUTES + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
