// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Installed.require("chromium", "chromium", "--version");
        try (StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")));
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(chromium())) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            try (BrowserTab desk = new BrowserTab(browser, program, screen(1000, 640));
                    BrowserTab phone =
                            new BrowserTab(browser, program, screen(390, 844).setColorScheme(ColorScheme.DARK))) {
                desk.signIn(alice, bob);
                phone.signIn(bob, alice);
                converse(desk, phone);
                comeBack(desk, alice);
                assertThat(desk.offences()).isEmpty();
                assertThat(phone.offences()).isEmpty();
            }
            try (BrowserTab elsewhere = new BrowserTab(browser, program, screen(1000, 640))) {
                elsewhere.signInForLong(alice, bob);
                elsewhere.awaitLine(ANSWER);
                elsewhere.reload();
                elsewhere.awaitLine(ANSWER);
                assertThat(elsewhere.lines()).containsExactly(QUESTION, ANSWER);
                assertThat(elsewhere.offences()).isEmpty();
            }
        }
    }

    private static BrowserType.LaunchOptions chromium() {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
    }

    private static Browser.NewContextOptions screen(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height);
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
