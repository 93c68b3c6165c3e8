// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A person in front of the web client, in a browser that nobody has used before. Belongs to the test's thread.
final class BrowserTab implements AutoCloseable {

    private static final Set<String> SHOWN = Set.of(
            "web-client.png",
            "web-client-phone.png",
            "room.png",
            "room-in-the-dark.png",
            "sign-in-desk.png",
            "invitation-desk.png",
            "invitation-phone-in-the-dark.png");

    private final BrowserContext context;
    private final Page page;
    private final String home;
    private final Queue<String> offences = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    BrowserTab(Browser browser, StartedProgram program, Screen screen) {
        home = "https://localhost:" + program.httpsPort() + '/';
        // The authority of the test's server is nobody else's.
        context = browser.newContext(screen.context().setIgnoreHTTPSErrors(true));
        page = context.newPage();
        context.onRequest(this::look);
        page.onWebSocket(socket -> look(socket.url()));
        page.onConsoleMessage(this::look);
        page.onPageError(error -> offences.add("error: " + error));
    }

    private void look(Request request) {
        requests.add(request.url() + ' ' + request.headers().getOrDefault("referer", ""));
        if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
            look(request.url());
        }
    }

    private void look(String url) {
        if (!url.replaceFirst("^wss:", "https:").startsWith(home)) {
            offences.add("request to " + url);
        }
    }

    private void look(ConsoleMessage message) {
        if (message.text().contains("Content Security Policy")) {
            offences.add(message.text());
        }
    }

    /// Goes to the conversation with somebody, and signs in.
    void signIn(Person person, Person other) {
        open(other);
        signInAgain(person);
    }

    /// As above, on a device that is the person's own.
    void signInForLong(Person person, Person other) {
        open(other);
        page.locator("#converse-login-trusted").check();
        signInAgain(person);
    }

    private void open(Person other) {
        page.navigate(home + "#converse/chat?jid=" + other.jid());
    }

    private void signInAgain(Person person) {
        page.locator("input[name=jid]").fill(person.name());
        page.locator("input[name=password]").fill(person.password());
        page.locator("converse-login-form [type=submit]").click();
        page.locator("textarea.chat-textarea").waitFor();
    }

    void say(String text) {
        Locator area = page.locator("textarea.chat-textarea").locator("visible=true");
        area.fill(text);
        area.press("Enter");
        awaitLine(text);
    }

    /// Waits until the conversation has a line like that.
    void awaitLine(String text) {
        page.locator(".chat-msg__text")
                .getByText(text)
                .locator("visible=true")
                .first()
                .waitFor();
    }

    List<String> lines() {
        return page.locator(".chat-msg__text").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    /// The page is loaded anew, and its person signs in again.
    void reload(Person person) {
        page.reload();
        signInAgain(person);
    }

    /// As above, on a device that knows its person.
    void reload() {
        page.reload();
        page.locator("textarea.chat-textarea").waitFor();
    }

    /// For what is not done often.
    Page page() {
        return page;
    }

    /// Goes to another page of this server, in a tab that was somewhere else.
    BrowserTab go(String address) {
        page.navigate("about:blank");
        page.navigate(address.startsWith("https:") ? address : home + address);
        return this;
    }

    /// What the page has asked for, each with its Referer.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// What the page did that it must not do.
    List<String> offences() {
        return List.copyOf(offences);
    }

    /// What fades in is there afterwards; axe does not look at what cannot be seen yet.
    Page settled() {
        page.waitForFunction("""
                () => document.getAnimations().every(
                  (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)
                """);
        return page;
    }

    /// Those that documents show go to docs/images with `-Dwardroom.write-pictures=true`.
    void picture(String name) throws IOException {
        boolean isShown = Boolean.getBoolean("wardroom.write-pictures") && SHOWN.contains(name);
        Path folder = Files.createDirectories(Path.of(isShown ? "../docs/images" : "target/clients"));
        settled().screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
    }

    @Override
    public void close() {
        context.close();
    }
}
