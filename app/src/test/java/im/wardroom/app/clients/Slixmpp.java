// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// Stories that Debian's slixmpp plays against the started program: a script each, in Python.
///
/// @param port for connections that begin in clear
/// @param more facts, as JSON
record Slixmpp(int port, Path authority, String more) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    static Slixmpp with(StartedProgram program) {
        return new Slixmpp(program.startTlsPort(), program.authority(), "");
    }

    /// The story has a component, too.
    Slixmpp withComponent(String domain, String secret, int componentPort) {
        return new Slixmpp(
                port,
                authority,
                ", \"component\": {\"domain\": \"%s\", \"secret\": \"%s\", \"port\": %d}"
                        .formatted(domain, secret, componentPort));
    }

    /// @param people in the story, each under the name without its number
    /// @return what the story said
    List<String> tell(String story, Person... people) throws IOException, InterruptedException {
        try (ChildProcess process = begin(story, people)) {
            int code = process.exit(PATIENCE);
            assertThat(code).as(String.join("\n", process.lines())).isZero();
            return process.lines();
        }
    }

    /// The story goes on while the test does something else.
    ChildProcess begin(String story, Person... people) {
        ProcessBuilder command =
                new ProcessBuilder("/usr/bin/python3", script(story).toString());
        command.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        command.environment().put("PYTHONUNBUFFERED", "1");
        command.environment().put("PYTHONIOENCODING", "utf-8");
        ChildProcess process = ChildProcess.start(command);
        process.input(facts(people) + '\n');
        return process;
    }

    private static Path script(String story) {
        try {
            return Path.of(Objects.requireNonNull(Slixmpp.class.getResource("slixmpp/" + story + ".py"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String facts(Person... people) {
        String all = Arrays.stream(people)
                .map(person -> "\"%s\": {\"jid\": \"%s\", \"password\": \"%s\"}"
                        .formatted(person.name().replaceAll("\\d+$", ""), person.jid(), person.password()))
                .collect(Collectors.joining(", "));
        return "{\"port\": %d, \"authority\": \"%s\", \"people\": {%s}%s}".formatted(port, authority, all, more);
    }
}
