// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One conversation between a browser and a client that other people made, in a terminal.
@Tag("slow")
@Timeout(150)
class BrowserAndTerminalTest {

    private static final String QUESTION = "Can you read this in your browser?";
    private static final String ANSWER = "Every word. And you, in your terminal?";

    @TempDir
    Path folder;

    @Test
    void personInATerminalTalksToAPersonInABrowser() throws Exception {
        Installed.require("profanity", "profanity", "--version");
        Installed.require("tmux", "tmux", "-V");
        try (Chromium chromium = Chromium.start();
                StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")))) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            try (Profanity terminal = Profanity.start(program, Files.createDirectory(folder.resolve("home")));
                    BrowserTab browser = chromium.tab(program, Screen.DESK)) {
                terminal.signIn(alice);
                browser.signIn(bob, alice);
                terminal.type("/msg " + bob.jid());
                terminal.type(QUESTION);
                browser.awaitLine(QUESTION);
                browser.say(ANSWER);
                terminal.awaitScreen(screen -> screen.contains(ANSWER));
                assertThat(browser.lines()).containsExactly(QUESTION, ANSWER);
                assertThat(browser.offences()).isEmpty();
            }
        }
    }
}
