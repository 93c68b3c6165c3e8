// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Two network namespaces with a cable between them, away from the machine's own network: `here` at one end, which is
/// 10.77.0.1 on `near`, and `there` at the other, 10.77.0.2 on `far`.
final class Network implements AutoCloseable {

    static final String NEAR = "near";
    static final String FAR = "far";
    static final String FAR_ADDRESS = "10.77.0.2";

    private static final int PATIENCE_SECONDS = 20;

    private final String here = "wardroom-here-" + ProcessHandle.current().pid();
    private final String there = "wardroom-there-" + ProcessHandle.current().pid();
    private final List<Process> started = new ArrayList<>();

    private Network() {}

    static Network require() throws IOException, InterruptedException {
        boolean isInstalled = result("ip", "-V") == 0;
        if (!isInstalled && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError("iproute2 is not installed");
        }
        Assumptions.assumeTrue(isInstalled, "iproute2 is not installed; .ci/run does that");
        Network network = new Network();
        Assumptions.assumeTrue(
                result("ip", "netns", "add", network.here) == 0, "network namespaces take the rights of root");
        network.build();
        return network;
    }

    private void build() throws IOException, InterruptedException {
        run("ip", "netns", "add", there);
        for (String end : List.of(here, there)) {
            // Or it would say something by itself.
            run("ip", "netns", "exec", end, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
            run("ip", "-n", end, "link", "set", "lo", "up");
        }
        plugIn();
    }

    void plugIn() throws IOException, InterruptedException {
        run("ip", "-n", here, "link", "add", NEAR, "type", "veth", "peer", "name", FAR, "netns", there);
        run("ip", "-n", here, "address", "add", "10.77.0.1/24", "dev", NEAR);
        run("ip", "-n", there, "address", "add", FAR_ADDRESS + "/24", "dev", FAR);
        run("ip", "-n", here, "link", "set", NEAR, "up");
        run("ip", "-n", there, "link", "set", FAR, "up");
    }

    void set(String... link) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", there, "link"));
        command.addAll(List.of(link));
        run(command.toArray(String[]::new));
    }

    Process startHere(List<String> command) throws IOException {
        return start(here, command);
    }

    Process startThere(List<String> command) throws IOException {
        return start(there, command);
    }

    private Process start(String where, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", where));
        all.addAll(command);
        Process process = new ProcessBuilder(all).start();
        started.add(process);
        return process;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (result(command) != 0) {
            throw new AssertionError(String.join(" ", command) + " failed");
        }
    }

    private static int result(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(String.join(" ", command) + " does not end: " + said);
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        run("ip", "netns", "delete", here);
        run("ip", "netns", "delete", there);
    }
}
