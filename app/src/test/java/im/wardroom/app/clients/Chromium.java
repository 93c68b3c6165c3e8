// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, driven by Playwright. Belongs to the test's thread.
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright) {
        this.playwright = playwright;
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /// Skips the test where it is not installed.
    static Chromium start() throws InterruptedException {
        Installed.require("chromium", "chromium", "--version");
        return new Chromium(Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))));
    }

    /// A tab in a profile of its own.
    BrowserTab tab(StartedProgram program, Screen screen) {
        return new BrowserTab(browser, program, screen);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
