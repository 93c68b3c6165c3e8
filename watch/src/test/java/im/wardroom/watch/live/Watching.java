// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running `wardroom watch --live`, out of a folder that only root may read.
final class Watching {

    private static final int PATIENCE_SECONDS = 15;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();

    private Watching(Process process) {
        this.process = process;
        read(process.getInputStream(), lines);
        read(process.getErrorStream(), complaints);
    }

    /// @param folder nobody else may look into it
    static Watching start(Network network, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(java("im.wardroom.watch.command.Watch", installed(folder)));
        command.addAll(List.of(options));
        return new Watching(network.startThere(command));
    }

    /// A copy of the program and its library.
    private static String installed(Path folder) throws IOException {
        Path program = folder.resolve("program");
        if (!Files.exists(program)) {
            copy(Path.of("target", "classes"), program);
        }
        Path library = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith("picocli"))
                .findFirst()
                .orElseThrow();
        Path copied = folder.resolve(library.getFileName());
        if (!Files.exists(copied)) {
            Files.copy(library, copied);
        }
        return program + File.pathSeparator + copied;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// The beginning of a command that starts a class of ours in another process.
    static List<String> java(String main, String classPath) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-cp",
                classPath,
                main);
    }

    private static void read(InputStream from, BlockingQueue<String> to) {
        Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                reader.lines().forEach(to::add);
            } catch (IOException | UncheckedIOException e) {
                to.add("not readable: " + e.getMessage());
            }
        });
    }

    /// Waits for a line that has this in it.
    String line(String part) throws InterruptedException {
        return awaited(lines, part);
    }

    String complaint(String part) throws InterruptedException {
        return awaited(complaints, part);
    }

    private String awaited(BlockingQueue<String> from, String part) throws InterruptedException {
        List<String> others = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String line = from.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no " + part + " in " + others + "; " + lines + complaints);
            }
            if (line.contains(part)) {
                return line;
            }
            others.add(line);
        }
    }

    /// Ends it as a service manager does, and answers how it ended.
    int terminate() throws InterruptedException {
        // The process's own way would close its streams, and what it still says.
        assertThat(process.toHandle().destroy()).isTrue();
        return result();
    }

    int result() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end: " + lines + complaints);
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /// The number that stands in a line of JSON under a name.
    static long number(String line, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(line);
        if (!found.find()) {
            throw new AssertionError("no " + name + " in " + line);
        }
        return Long.parseLong(found.group(1));
    }
}
