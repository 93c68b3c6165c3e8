// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Whether a program is on this machine. Without it a test is skipped, except where `.ci/run` has installed it: there
/// it must run.
public final class Installed {

    private Installed() {}

    public static void require(String program, String debianPackage) {
        boolean there = isThere(program);
        if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError(debianPackage + " is not installed");
        }
        Assumptions.assumeTrue(there, debianPackage + " is not installed; .ci/run does that");
    }

    static boolean isThere(String program) {
        return Stream.of("/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
