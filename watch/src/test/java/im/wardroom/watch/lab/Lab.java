// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Machines in network namespaces, with cables between them and programs that run on them. All of it goes when the lab
/// is closed, or when the test is broken off. Belongs to one thread.
public final class Lab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String id = "wr" + Long.toString(System.nanoTime() & 0xff_ffff, 36)
            + ProcessHandle.current().pid() % 1000;
    private final List<String> machines = new ArrayList<>();
    private final Deque<Process> processes = new ArrayDeque<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::tidy);

    private Lab() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// A lab, or the end of a test that cannot have one.
    public static Lab require() {
        Installed.require("ip", "iproute2");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Assumptions.assumeTrue(isRoot, "network namespaces are for root");
        return new Lab();
    }

    /// A new machine that has nothing but itself.
    ///
    /// @return the name of its namespace
    public String machine(String name) throws IOException {
        String namespace = id + name;
        here("ip netns add " + namespace);
        machines.add(namespace);
        in(namespace, "sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.router_solicitations=0");
        // Servers give up root before they listen.
        in(namespace, "sysctl -qw net.ipv4.ip_unprivileged_port_start=0");
        in(namespace, "ip link set lo up");
        return namespace;
    }

    /// One end of a cable.
    ///
    /// @param addresses with the lengths of their networks, apart by spaces
    public record End(String machine, String addresses) {}

    /// A cable, which has this name at both ends.
    public void cable(String name, End one, End other) throws IOException {
        here("ip link add name " + name + " netns " + one.machine() + " type veth peer name " + name + " netns "
                + other.machine());
        for (End end : List.of(one, other)) {
            for (String address : end.addresses().split(" ")) {
                in(end.machine(), "ip address add " + address + " dev " + name + nodad(address));
            }
            in(end.machine(), "ip link set " + name + " up");
        }
    }

    private static String nodad(String address) {
        return address.contains(":") ? " nodad" : "";
    }

    /// Runs a command on a machine, which has to succeed; a single string is taken apart at its spaces.
    ///
    /// @return what it printed
    public String in(String machine, String... command) throws IOException {
        Answer answer = attempt(machine, command);
        if (answer.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + answer.text());
        }
        return answer.text();
    }

    /// What a command printed, and its exit code.
    public record Answer(int code, String text) {}

    public Answer attempt(String machine, String... command) throws IOException {
        return run(words(machine, command));
    }

    private static List<String> words(String machine, String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", machine));
        words.addAll(command.length == 1 ? Arrays.asList(command[0].split(" ")) : Arrays.asList(command));
        return words;
    }

    private static void here(String command) throws IOException {
        Answer answer = run(Arrays.asList(command.split(" ")));
        if (answer.code() != 0) {
            throw new IOException(command + ": " + answer.text());
        }
    }

    private static Answer run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(waited(process), text);
    }

    private static int waited(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// Starts a program that ends with the lab at the latest; what it says is in the file.
    public Process start(String machine, Path log, String... command) throws IOException {
        Process process = new ProcessBuilder(words(machine, command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.push(process);
        return process;
    }

    /// Starts a program that ends with the lab at the latest, and is talked to over its streams.
    public Process talkTo(String machine, String... command) throws IOException {
        Process process = new ProcessBuilder(words(machine, command)).start();
        processes.push(process);
        return process;
    }

    /// Something that becomes true, or does not.
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    public static void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what);
            }
            Thread.onSpinWait();
        }
    }

    /// Ends a program as a person does who has seen enough, and waits until it is gone.
    public static void interrupt(Process process) throws IOException {
        run(List.of("kill", "-INT", Long.toString(process.pid())));
        waited(process);
    }

    @Override
    public void close() {
        tidy();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void tidy() {
        processes.forEach(Lab::end);
        for (String machine : machines) {
            try {
                run(List.of("ip", "netns", "delete", machine));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void end(Process process) {
        try {
            // Its children as well: some programs have some.
            List<ProcessHandle> children = process.descendants().toList();
            children.forEach(ProcessHandle::destroyForcibly);
            boolean _ = process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
