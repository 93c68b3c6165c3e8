// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Components of another language (XEP-0114) beside the started program.
@Tag("slow")
@Timeout(150)
class ComponentTest {

    private static final String DOMAIN = "echo.localhost";
    private static final String SECRET = "correct horse battery";

    @TempDir
    static Path folder;

    private static @Nullable StartedProgram program;

    @BeforeAll
    static void start() throws Exception {
        Installed.require("python3-slixmpp", "/usr/bin/python3", "-c", "import slixmpp");
        program = StartedProgram.start(
                folder,
                "component = \"127.0.0.1:0\"",
                "[authentication]",
                "allow-broken-channel-binding = true",
                "[[component]]",
                "domain = \"" + DOMAIN + '"',
                "secret = \"" + SECRET + '"');
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
    }

    private static List<String> status() {
        Reply reply = program.ask(new Request.Status());
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done) reply).lines();
    }

    private static int port() {
        String line = status().stream()
                .filter(each -> each.startsWith("components connect to: "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    @Test
    void clientTalksWithAComponentInPython() throws Exception {
        assertThat(status()).contains("component " + DOMAIN + ": not connected");
        assertThat(Slixmpp.with(program)
                        .withComponent(DOMAIN, SECRET, port())
                        .tell("component", program.person("romeo")))
                .containsExactly(
                        "listed: True",
                        "it is: [('automation', 'echo')]",
                        "romeo reads: IS THERE AN ECHO? from anybody",
                        "it answers a ping: True",
                        "the roster says: to",
                        "gone: remote-server-timeout");
    }
}
