// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Whether Debian's clients are on this machine. Without them their tests are skipped, except where `.ci/run` has
/// installed them: there they must run.
final class Installed {

    private Installed() {}

    /// @param probe a command that succeeds where it is installed
    static void require(String debianPackage, String... probe) throws InterruptedException {
        boolean there = succeeds(probe);
        if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError(debianPackage + " is not installed");
        }
        Assumptions.assumeTrue(there, debianPackage + " is not installed; .ci/run does that");
    }

    private static boolean succeeds(String... probe) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(probe))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
