// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// People sign in with the keyboard alone, and axe-core finds nothing in the sign-in page and in what is ours of the
/// client, in light, in the dark and on a phone.
@Tag("slow")
@Timeout(120)
class AccessibilityTest {

    @TempDir
    static Path folder;

    private static StartedProgram program;
    private static Chromium chromium;
    private static Person alice;
    private static Person bob;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start();
        program = StartedProgram.start(Files.createDirectory(folder.resolve("server")));
        alice = program.personCalled("alice");
        bob = program.personCalled("bob");
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void signInPageIsForEverybody(Screen screen) throws IOException {
        try (BrowserTab tab = chromium.tab(program, screen)) {
            Page page = tab.go("").page();
            assertThat(page.locator("input[name=password]")).isVisible();
            tab.picture("sign-in-" + screen + ".png");
            assertThat(Axe.violations(tab.settled(), List.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void shellOfTheClientIsForEverybody(Screen screen) throws IOException {
        try (BrowserTab tab = chromium.tab(program, screen)) {
            tab.signIn(alice, bob);
            tab.picture("shell-" + screen + ".png");
            assertThat(Axe.violations(tab.settled(), List.of())).isEmpty();
        }
    }

    /// Otherwise it would find nothing in what is clipped away.
    @Test
    void axeLooksAtTheTextOfTheClient() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            tab.signIn(alice, bob);
            tab.page().evaluate("document.querySelector('.contact-name').style.color = '#ddd'");
            assertThat(Axe.violations(tab.settled(), List.of()))
                    .singleElement()
                    .asString()
                    .startsWith("color-contrast: ");
        }
    }

    @Test
    void personSignsInWithTheKeyboardAlone() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = tab.go("").page();
            assertThat(page.locator("input[name=jid]")).isFocused();
            page.keyboard().type("alice");
            page.keyboard().press("Tab");
            page.keyboard().type("wrong");
            page.keyboard().press("Enter");
            assertThat(page.locator("converse-brand-logo [role=alert]")).containsText("incorrect");
            assertThat(page.locator("input[name=jid]")).hasValue("alice@localhost");
            page.locator("input[name=password]").focus();
            page.keyboard().press("Control+A");
            page.keyboard().type(alice.password());
            page.keyboard().press("Enter");
            assertThat(page.locator("converse-user-profile")).isVisible();
            assertThat(page.locator("converse-brand-logo")).hasCount(0);
            assertThat(tab.offences()).isEmpty();
        }
    }
}
