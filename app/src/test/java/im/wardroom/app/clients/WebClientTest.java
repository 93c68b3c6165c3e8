// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people with nothing but a browser: they open the page, sign in and talk, and their history is there when they
/// come back. The page keeps to its own server and its own rules.
@Tag("slow")
@Timeout(150)
class WebClientTest {

    private static final String QUESTION = "Good morning! Can you read this in a browser?";
    private static final String ANSWER = "On my phone, in the dark. Nothing was installed. ☕";

    @TempDir
    Path folder;

    @Test
    void peopleTalkInTheirBrowsers() throws Exception {
        try (Chromium chromium = Chromium.start();
                StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")))) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            try (BrowserTab desk = chromium.tab(program, Screen.DESK);
                    BrowserTab phone = chromium.tab(program, Screen.PHONE_IN_THE_DARK)) {
                desk.signIn(alice, bob);
                phone.signIn(bob, alice);
                converse(desk, phone);
                comeBack(desk, alice);
                assertThat(desk.offences()).isEmpty();
                assertThat(phone.offences()).isEmpty();
            }
            try (BrowserTab elsewhere = chromium.tab(program, Screen.DESK)) {
                elsewhere.signInForLong(alice, bob);
                elsewhere.awaitLine(ANSWER);
                elsewhere.reload();
                elsewhere.awaitLine(ANSWER);
                assertThat(elsewhere.lines()).containsExactly(QUESTION, ANSWER);
                assertThat(elsewhere.offences()).isEmpty();
            }
        }
    }

    /// Something on the way lets no WebSocket pass: the client sends requests instead (XEP-0124).
    @Test
    void personWithoutAWebSocketTalksAllTheSame() throws Exception {
        try (Chromium chromium = Chromium.start();
                StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")))) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            try (BrowserTab desk = chromium.tab(program, Screen.DESK);
                    BrowserTab walled = chromium.tab(program, Screen.DESK)) {
                walled.page().routeWebSocket(Pattern.compile(".*"), socket -> socket.close());
                desk.signIn(alice, bob);
                walled.signIn(bob, alice);
                desk.say(QUESTION);
                walled.awaitLine(QUESTION);
                walled.say(ANSWER);
                desk.awaitLine(ANSWER);
                assertThat(walled.requests())
                        .filteredOn(request -> request.contains("/http-bind"))
                        .hasSizeGreaterThan(5);
                assertThat(walled.offences()).isEmpty();
            }
        }
    }

    private static void converse(BrowserTab desk, BrowserTab phone) throws Exception {
        desk.say(QUESTION);
        phone.awaitLine(QUESTION);
        phone.say(ANSWER);
        desk.awaitLine(ANSWER);
        // For the picture in docs/images.
        desk.picture("web-client.png");
        phone.picture("web-client-phone.png");
    }

    private static void comeBack(BrowserTab desk, Person alice) {
        desk.reload(alice);
        desk.awaitLine(ANSWER);
        assertThat(desk.lines()).containsExactly(QUESTION, ANSWER);
    }
}
