// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Debian's profanity in a terminal of tmux, with a home of its own: typed into and looked at as a person does.
/// Belongs to the test's thread.
final class Profanity implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final StartedProgram program;
    private final ChildProcess terminal;

    private Profanity(Path home, StartedProgram program) {
        this.home = home;
        this.program = program;
        // Not as a daemon, which would outlive a test run that is stopped half-way.
        this.terminal = ChildProcess.start(tmux("-f", "/dev/null", "-D"));
    }

    /// Shows its first screen, and is not signed in.
    static Profanity start(StartedProgram program, Path home) throws IOException, InterruptedException {
        Profanity profanity = new Profanity(home, program);
        try {
            profanity.settle();
            await().atMost(PATIENCE).until(() -> Files.exists(profanity.socket()));
            run(profanity.tmux("new-session", "-d", "-s", "main", "-x", "96", "-y", "14", "profanity"));
            profanity.awaitScreen(screen -> screen.contains("Profanity. Type /help"));
            return profanity;
        } catch (AssertionError | RuntimeException | IOException | InterruptedException e) {
            profanity.close();
            throw e;
        }
    }

    /// OpenSSL looks for an authority under the hash of its name.
    private void settle() throws IOException, InterruptedException {
        Path trusted = Files.createDirectories(home.resolve("trusted"));
        Files.copy(program.authority(), trusted.resolve("wardroom.pem"));
        run(new ProcessBuilder("openssl", "rehash", trusted.toString()));
        Files.writeString(
                Files.createDirectories(home.resolve("config/profanity")).resolve("profrc"),
                "[connection]\ntls.certpath=" + trusted + "\n[ui]\nsplash=false\nenc.warn=false\n");
    }

    void signIn(Person person) throws IOException, InterruptedException {
        type("/connect " + person.jid() + " server 127.0.0.1 port " + program.startTlsPort() + " tls force");
        awaitScreen(screen -> screen.contains("Enter password"));
        type(person.password());
        awaitScreen(screen -> screen.contains("logged in successfully"));
    }

    /// A line, as if typed, with the enter key.
    void type(String line) throws IOException, InterruptedException {
        run(tmux("send-keys", "-t", "main", "-l", line));
        run(tmux("send-keys", "-t", "main", "Enter"));
    }

    void awaitScreen(Predicate<String> wanted) {
        String[] last = {""};
        try {
            await().atMost(PATIENCE).pollInterval(100, MILLISECONDS).until(() -> wanted.test(last[0] = screen()));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("the screen is\n" + last[0], e);
        }
    }

    /// What a person sees.
    String screen() throws IOException, InterruptedException {
        return run(tmux("capture-pane", "-p", "-t", "main"));
    }

    /// The same with its colours, as escape sequences.
    String picture() throws IOException, InterruptedException {
        return run(tmux("capture-pane", "-e", "-p", "-t", "main"));
    }

    private Path socket() {
        return home.resolve("tmux.sock");
    }

    private ProcessBuilder tmux(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.remove("TMUX");
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("XDG_DATA_HOME", home.resolve("data").toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "xterm-256color");
        return builder;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        try (ChildProcess process = ChildProcess.start(builder)) {
            int code = process.exit(PATIENCE);
            String output = String.join("\n", process.lines());
            if (code != 0) {
                throw new AssertionError(builder.command() + " failed: " + output);
            }
            return output;
        }
    }

    /// Ends the terminal and what runs in it.
    @Override
    public void close() {
        terminal.close();
    }
}
