// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real browser shows the page as it was meant, under the page's own policy.
@Tag("slow")
class BrowserTest {

    private static final String REFUSED = "Content Security Policy";

    @TempDir
    Path folder;

    private static String page() throws IOException {
        Tally tally = new Tally(ZoneOffset.UTC, new Discretion.Open());
        new UsageLines(tally::add, tally::suspect)
                .read(new BufferedReader(new StringReader(Records.line(
                        "2026-03-02T08:00:00Z", "irc", "192.0.2.7", "none", 1, "<script>alert(1)</script>"))));
        return ReportPage.of(tally, new Heading("Report", "", Instant.EPOCH, "Made from a test.", ""));
    }

    /// What the browser makes of the page, and what it complains of.
    private String shown(String page) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("page.html"), page);
        Path dom = folder.resolve("dom");
        Path complaints = folder.resolve("complaints");
        Process browser = new ProcessBuilder(List.of(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--dump-dom",
                        file.toUri().toString()))
                .redirectOutput(dom.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            assertThat(browser.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly().waitFor();
        }
        return Files.readString(dom) + Files.readString(complaints, UTF_8);
    }

    private static void require() {
        boolean there = Files.isExecutable(Path.of("/usr/bin/chromium"));
        if (!there && "required".equals(System.getenv("WARDROOM_TEST_CLIENTS"))) {
            throw new AssertionError("chromium is not installed");
        }
        Assumptions.assumeTrue(there, "chromium is not installed; .ci/run does that");
    }

    @Test
    void theStyleIsTakenAndForeignOnesAreNot() throws IOException, InterruptedException {
        require();
        String page = page();

        assertThat(shown(page))
                .contains("1 client used 1 public messenger: IRC.")
                .doesNotContain(REFUSED);
        assertThat(shown(page.replace("body { margin: 0;", "body { margin: 1px;")))
                .contains(REFUSED);
    }
}
