// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A network of its own, with processes in it; both are gone when it is closed.
public final class Namespace implements AutoCloseable {

    private final String name = "wardroom-" + ProcessHandle.current().pid();
    private final List<Process> processes = new ArrayList<>();

    /// @param address that the network has, whoever it belongs to outside
    public Namespace(String address) throws IOException, InterruptedException {
        require();
        run("ip", "netns", "add", name);
        run("ip", "-n", name, "link", "set", "lo", "up");
        run("ip", "-n", name, "addr", "add", address + "/32", "dev", "lo");
    }

    private static void require() throws IOException, InterruptedException {
        boolean isRoot = Files.isReadable(Path.of("/proc/1/environ"));
        Assumptions.assumeTrue(isRoot, "network namespaces need Linux and root");
        boolean there = succeeds("ip", "-V") && succeeds("setpriv", "--version");
        if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError("iproute2 and util-linux are not installed");
        }
        Assumptions.assumeTrue(there, "iproute2 and util-linux are not installed; .ci/run does that");
        String probe = "wardroom-probe-" + ProcessHandle.current().pid();
        boolean allowed = succeeds("ip", "netns", "add", probe);
        Assumptions.assumeTrue(allowed, "this machine allows no network namespaces");
        run("ip", "netns", "del", probe);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    /// Starts a process, and waits until its first line of output.
    public Process start(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        assertThat(process.inputReader().readLine())
                .as(String.join(" ", command))
                .isEqualTo("ready");
        return process;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        run("ip", "netns", "del", name);
    }
}
