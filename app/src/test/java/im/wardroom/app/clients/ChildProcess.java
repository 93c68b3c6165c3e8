// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program that a test started: gathers its lines, waits for one of them, and never outlives the test.
/// Thread-safe.
final class ChildProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::gather);
    }

    /// Standard error is among the lines.
    static ChildProcess start(ProcessBuilder command) {
        try {
            Process process = command.redirectErrorStream(true).start();
            // A test run that is stopped half-way must not leave servers behind.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
            return new ChildProcess(command.command().getFirst(), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void gather() {
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                add(line);
                line = output.readLine();
            }
        } catch (IOException e) {
            add("(output ends: " + e.getMessage() + ")");
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /// Writes all of the standard input.
    void input(String text) {
        try (var writer = process.outputWriter()) {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first such line, from the beginning of the output.
    synchronized String line(Predicate<String> wanted, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = lines.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError(name + " did not say it:\n" + String.join("\n", lines));
            }
            wait(left);
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until it ended by itself, and all its output is there.
    ///
    /// @return the exit code
    int exit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience) || !reader.join(patience)) {
            close();
            throw new AssertionError(name + " did not end in " + patience + ":\n" + String.join("\n", lines()));
        }
        return process.exitValue();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL, to it and what it started.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
