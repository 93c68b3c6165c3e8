// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The scripts beside a test class and in the packages below it, as tests: each on a server of its own.
public final class Scenarios {

    private Scenarios() {}

    /// @param server starts what a script's givens ask for
    public static Stream<DynamicTest> beside(Class<?> test, Function<List<String>, TestServer> server) {
        URL place = Objects.requireNonNull(test.getResource(test.getSimpleName() + ".class"));
        try {
            Path classes = Path.of(place.toURI()).getParent();
            List<Path> files = files(Objects.requireNonNull(classes));
            if (files.isEmpty()) {
                throw new IllegalStateException("there are no scripts beside " + test.getName());
            }
            return files.stream().flatMap(file -> tests(classes, file, server));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<DynamicTest> tests(Path folder, Path file, Function<List<String>, TestServer> server) {
        String name = folder.relativize(file).toString();
        return ScriptReader.read(name, read(file)).stream()
                .map(script -> DynamicTest.dynamicTest(
                        name.replace(".scenario", "") + ": " + script.title(),
                        URI.create(file.toUri() + "?line=" + script.line()),
                        () -> play(script, server)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Plays one script.
    public static void play(Script script, Function<List<String>, TestServer> server) {
        try (TestServer started = server.apply(script.givens())) {
            Performance.play(script, started);
        }
    }
}
