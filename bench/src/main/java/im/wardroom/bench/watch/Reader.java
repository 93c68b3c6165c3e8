// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program that reads a capture, and what that costs as the system counts it (GNU time).
record Reader(String name, List<String> command) {

    private static final String TIME = "/usr/bin/time";

    static boolean canMeasure() {
        return Files.isExecutable(Path.of(TIME));
    }

    /// @param cpuSeconds in the program and for it in the kernel, of all its threads
    /// @param kibibytes it held at most
    record Cost(double cpuSeconds, double seconds, long kibibytes) {}

    Cost run(Path scratch) throws IOException, InterruptedException {
        Path measured = scratch.resolve("time");
        List<String> all = new ArrayList<>(List.of(TIME, "-f", "%U %S %e %M", "-o", measured.toString()));
        all.addAll(command);
        Process process = new ProcessBuilder(all)
                .redirectOutput(scratch.resolve(name + ".out").toFile())
                .redirectError(scratch.resolve(name + ".err").toFile())
                .start();
        process.getOutputStream().close();
        int result = process.waitFor();
        if (result != 0) {
            throw new IOException(
                    "%s ended with %d: %s".formatted(name, result, Files.readString(scratch.resolve(name + ".err"))));
        }
        String[] fields = Files.readString(measured).strip().split(" ", -1);
        return new Cost(
                Double.parseDouble(fields[0]) + Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Long.parseLong(fields[3]));
    }
}
