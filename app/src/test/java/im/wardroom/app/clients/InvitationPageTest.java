// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody with a link and a browser makes an account, with the keyboard alone, and is told in words what is wrong.
@Tag("slow")
@Timeout(120)
class InvitationPageTest {

    private static final String PASSWORD = "Quaint-Basalt-9471";

    @TempDir
    static Path folder;

    private static StartedProgram program;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start();
        program = StartedProgram.start(
                Files.createDirectory(folder.resolve("server")), "[registration]", "who = \"invitation\"");
        program.personCalled("alice");
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

    private static String invitation(String name) {
        return invitation(program, name);
    }

    /// The first line that the command line prints.
    private static String invitation(StartedProgram program, String name) {
        if (program.ask(new Request.Invite(name, "alice")) instanceof Reply.Done(List<String> lines)) {
            return lines.getFirst();
        }
        throw new AssertionError("no invitation");
    }

    private static Page open(BrowserTab tab, String link) {
        Page page = tab.go(link).page();
        assertThat(page.locator("#lead")).not().containsText("Looking");
        return page;
    }

    private static Page openForm(BrowserTab tab, String link) {
        Page page = open(tab, link);
        assertThat(page.locator("#form")).isVisible();
        return page;
    }

    private static void fill(Page page, String name, String password) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        page.locator("#create").click();
    }

    @Test
    void invitedPersonMakesAnAccountWithTheKeyboardAndIsInTheChat() {
        String link = invitation("");
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, link);
            assertThat(page.locator("h1")).hasText("alice@localhost invites you");
            assertThat(page.locator("#lead")).containsText("Make your account on localhost");
            assertThat(page.locator("#name")).isFocused();

            page.keyboard().type("alice");
            page.keyboard().press("Tab");
            assertThat(page.locator("#password")).isFocused();
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("#name-problem")).hasText("That name is taken. Choose another one.");
            assertThat(page.locator("#name")).isFocused();
            page.keyboard().press("Control+A");
            page.keyboard().type("Juliet");
            page.keyboard().press("Enter");

            assertThat(page.locator("#address")).hasText("juliet@localhost");
            assertThat(page).hasURL(Pattern.compile("[^#]*/invite"));
            assertThat(page.locator("#enter")).isFocused();
            page.keyboard().press("Enter");
            Locator address = page.locator("input[name=jid]");
            assertThat(address).hasValue("juliet@localhost");
            assertThat(address).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("converse-roster")).containsText("alice");
            assertThat(tab.offences()).isEmpty();
            assertThat(tab.requests()).isNotEmpty().noneMatch(request -> request.contains(token(link)));
        }
    }

    private static String token(String link) {
        return link.substring(link.indexOf("preauth=") + "preauth=".length());
    }

    @Test
    void nameThatIsKeptIsFilledIn() {
        try (BrowserTab tab = chromium.tab(program, Screen.PHONE)) {
            Page page = openForm(tab, invitation("benvolio"));
            assertThat(page.locator("#name")).hasValue("benvolio");
            assertThat(page.locator("#name")).hasAttribute("readonly", "");
            assertThat(page.locator("#password")).isFocused();
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("#address")).hasText("benvolio@localhost");
        }
    }

    @Test
    void passwordThatIsRefusedIsExplainedAtItsField() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, invitation(""));
            fill(page, "mercutio", "secret");
            assertThat(page.locator("#password-problem")).containsText("The password was refused: ");
            assertThat(page.locator("#password")).isFocused();
            assertThat(page.locator("#password")).hasAttribute("aria-invalid", "true");
        }
    }

    @Test
    void whatIsMissingOrImpossibleIsSaidBeforeTheServerIsAsked() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, invitation(""));
            page.locator("#create").click();
            assertThat(page.locator("#name-problem")).hasText("Choose a name.");
            assertThat(page.locator("#password-problem")).hasText("Choose a password.");
            fill(page, "two words", PASSWORD);
            assertThat(page.locator("#name-problem")).containsText("no spaces");
            assertThat(page.locator("#password-problem")).isHidden();
        }
    }

    @Test
    void passwordCanBeLookedAt() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, invitation(""));
            page.locator("#show").click();
            assertThat(page.locator("#password")).hasAttribute("type", "text");
            assertThat(page.locator("#show")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void invitationThatWasUsedIsSaidToBeUsed() {
        String link = invitation("");
        try (BrowserTab tab = chromium.tab(program, Screen.DESK);
                BrowserTab other = chromium.tab(program, Screen.DESK);
                BrowserTab late = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, link);
            Page slower = openForm(other, link);
            fill(page, "tybalt", PASSWORD);
            assertThat(page.locator("#address")).hasText("tybalt@localhost");
            fill(slower, "sampson", PASSWORD);
            assertThat(slower.locator("#problem")).containsText("was used already");
            assertThat(open(late, link).locator("#problem")).containsText("was used already");
            assertThat(late.page().locator("#form")).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "#", "#localhost", "#localhost?register", "#?register;preauth=x", "#%E0?register;preauth=x"})
    void linkThatIsNotCompleteIsSaidToBeSo(String fragment) {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = open(tab, "invite" + fragment);
            assertThat(page.locator("#problem")).containsText("This link is not complete.");
        }
    }

    @Test
    void linkOfAnotherServerIsSaidToBeSo() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = open(tab, "invite#verona.example?register;preauth=x");
            assertThat(page.locator("#problem")).hasText("This invitation is for another server.");
        }
    }

    @Test
    void linkIsThereForOtherApps() {
        String link = invitation("");
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, link);
            assertThat(page.locator("#open")).hasAttribute("href", "xmpp:localhost?register;preauth=" + token(link));
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            page.locator("#copy").click();
            assertThat(page.locator("#copied")).hasText("The link is copied.");
        }
    }

    @Test
    void whereNobodyMakesAccountsTheInvitationStillMakesContacts() throws IOException {
        try (StartedProgram closed = StartedProgram.start(Files.createDirectory(folder.resolve("closed")));
                BrowserTab tab = chromium.tab(closed, Screen.DESK)) {
            Page page = open(tab, "invite#alice@localhost?roster;preauth=x");
            // The server has not said whose it is, and the address of the page can name anybody.
            assertThat(page.locator("h1")).hasText("Invitation");
            assertThat(page.locator("main")).not().containsText("alice");
            assertThat(page.locator("#problem")).containsText("makes no accounts");
            assertThat(page.locator("#member")).containsText("whoever invited you becomes your contact");
            assertThat(page.locator("#open")).hasAttribute("href", "xmpp:alice@localhost?roster;preauth=x");
        }
    }

    @Test
    void serverThatIsGoneCanBeAskedAgain() throws IOException {
        try (StartedProgram fragile = StartedProgram.start(
                        Files.createDirectory(folder.resolve("fragile")), "[registration]", "who = \"invitation\"");
                BrowserTab tab = chromium.tab(fragile, Screen.DESK)) {
            fragile.personCalled("alice");
            Page page = openForm(tab, invitation(fragile, ""));
            fragile.kill();
            fill(page, "juliet", PASSWORD);
            assertThat(page.locator("#problem")).containsText("The server cannot be reached.");
            fragile.startAgain();
            page.locator("#create").click();
            assertThat(page.locator("#address")).hasText("juliet@localhost");
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void everybodyCanUseIt(Screen screen) throws IOException {
        try (BrowserTab tab = chromium.tab(program, screen)) {
            Page page = openForm(tab, invitation(""));
            assertThat(Axe.violations(tab.settled(), List.of())).isEmpty();
            page.locator("#name").fill("juliet");
            page.locator("#password").fill(PASSWORD);
            tab.picture("invitation-" + screen + ".png");
            fill(page, "alice", PASSWORD);
            assertThat(page.locator("#name-problem")).isVisible();
            assertThat(Axe.violations(tab.settled(), List.of())).isEmpty();
            fill(page, "guest-" + screen.ordinal(), PASSWORD);
            assertThat(page.locator("#done")).isVisible();
            assertThat(Axe.violations(tab.settled(), List.of())).isEmpty();
            assertThat(tab.offences()).isEmpty();
        }
    }

    @Test
    void axeFindsWhatIsWrong() {
        try (BrowserTab tab = chromium.tab(program, Screen.DESK)) {
            Page page = openForm(tab, invitation(""));
            page.evaluate("document.querySelector('label[for=name]').remove()");
            page.evaluate("document.querySelector('#lead').style.color = '#ddd'");
            assertThat(Axe.violations(tab.settled(), List.of()))
                    .anyMatch(violation -> violation.startsWith("label: #name"))
                    .anyMatch(violation -> violation.startsWith("color-contrast: #lead"));
        }
    }
}
