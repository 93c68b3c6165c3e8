// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.app.Main;
import im.wardroom.app.control.ControlClient;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.server.credential.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The real program in a process of its own, on free ports of loopback, with its data in a folder of the test. It can
/// be stopped, killed and started again on the same data and ports. Belongs to the test's thread.
final class StartedProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PORTS =
            Pattern.compile("Ports\\s+(\\d+) \\(STARTTLS\\), (\\d+) \\(direct TLS\\), (\\d+) \\(HTTPS\\)");

    private final Path folder;
    private final String settings;
    private final Map<String, String> environment;
    private ChildProcess process;
    private int startTls;
    private int directTls;
    private int https;
    private int people;

    private StartedProgram(Path folder, String settings, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.process = run();
    }

    /// A folder whose program lets people send as much as they like.
    static Path withoutLimits(Path folder) {
        try {
            Files.writeString(folder.resolve("policy.toml"), "[floods]\nmode = \"off\"\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it is ready.
    ///
    /// @param folder for its configuration and its data
    /// @param settings more of `wardroom.toml`, after the listeners
    static StartedProgram start(Path folder, String... settings) {
        return start(folder, Map.of(), settings);
    }

    /// As above.
    ///
    /// @param environment more of its environment
    static StartedProgram start(Path folder, Map<String, String> environment, String... settings) {
        try {
            return new StartedProgram(folder, String.join("\n", settings), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ChildProcess run() throws IOException, InterruptedException {
        Path file = folder.resolve("wardroom.toml");
        Files.writeString(
                file,
                "[listen]\nstarttls = \"127.0.0.1:" + startTls + "\"\ndirect-tls = \"127.0.0.1:" + directTls
                        + "\"\nhttps = \"127.0.0.1:" + https + "\"\n"
                        + settings + "\n");
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--config",
                file.toString(),
                "--data",
                data().toString()));
        command.environment().putAll(environment);
        ChildProcess started = ChildProcess.start(command);
        try {
            ready(started);
            return started;
        } catch (AssertionError | RuntimeException | InterruptedException e) {
            started.close();
            throw e;
        }
    }

    private void ready(ChildProcess started) throws InterruptedException {
        String ports = started.line(line -> line.contains("Ports "), PATIENCE);
        started.line(line -> line.contains("Sign in "), PATIENCE);
        Matcher matcher = PORTS.matcher(ports);
        if (!matcher.find()) {
            throw new AssertionError("not three ports: " + ports);
        }
        startTls = Integer.parseInt(matcher.group(1));
        directTls = Integer.parseInt(matcher.group(2));
        https = Integer.parseInt(matcher.group(3));
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    Path data() {
        return folder.resolve("data");
    }

    /// The certificate of the authority that the server made for itself.
    Path authority() {
        return data().resolve("tls/wardroom_ca.pem");
    }

    int startTlsPort() {
        return startTls;
    }

    int directTlsPort() {
        return directTls;
    }

    int httpsPort() {
        return https;
    }

    InetSocketAddress startTlsAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), startTls);
    }

    InetSocketAddress directTlsAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), directTls);
    }

    /// A new account whose name begins with that, so that no story meets another's people.
    Person person(String name) {
        return personCalled(name + ++people);
    }

    /// As above, and may administer the server.
    Person administrator(String name) {
        return made(name + ++people, true);
    }

    /// A new account of exactly that name.
    Person personCalled(String name) {
        return made(name, false);
    }

    private Person made(String name, boolean administrator) {
        Person person = new Person(name, "Quaint-Basalt-9471-" + people);
        Reply reply = ask(new Request.Add(person.name(), new Secret(person.password()), administrator));
        if (reply instanceof Reply.Failed(List<String> lines)) {
            throw new AssertionError("no account for " + name + ": " + lines);
        }
        return person;
    }

    /// Over the control socket, as the command line does.
    Reply ask(Request request) {
        try {
            return ControlClient.ask(data(), request, thousandths -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it says so on its console.
    String line(String part) {
        try {
            return process.line(line -> line.contains(part), PATIENCE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    List<String> lines() {
        return process.lines();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /// SIGTERM, and the end.
    ///
    /// @return the exit code
    int stop() {
        process.terminate();
        try {
            return process.exit(PATIENCE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// SIGKILL: nothing is written, nobody is told.
    void kill() {
        process.close();
    }

    /// Starts it again on the same data and ports.
    void startAgain() {
        try {
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
