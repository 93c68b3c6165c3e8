// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.watch;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where the captures are, and the program that reads them.
final class CapturesFolder {

    @Option(names = "--captures", paramLabel = "DIR", description = "The captures (../shared/captures if not given).")
    private Path captures = home().resolve("../shared/captures").normalize();

    private static Path home() {
        return Path.of(System.getProperty("wardroom.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /// `./wardroom`.
    static String program() {
        return home().resolve("wardroom").toString();
    }

    Path path() {
        return captures;
    }

    /// Whether they are there; says so if not.
    boolean isThere(PrintWriter out) {
        boolean there = Files.isDirectory(captures);
        if (!there) {
            out.println("There are no captures in " + captures + "; --captures says where they are.");
        }
        return there;
    }
}
