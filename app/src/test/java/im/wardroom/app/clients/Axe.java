// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks at a page for what keeps people from using it, by axe-core's rules for WCAG 2.2 AA and its best practices.
final class Axe {

    private static final Path SCRIPT = Path.of("target/axe/axe.min.js");

    /// Of the last result, in words: the rule, the element, and what is wrong with it.
    private static final String RUN = """
            async (without) => {
              if (!document.body.innerText.trim()) {
                throw new Error("there is nothing on the page");
              }
              const found = await axe.run(
                { include: ["html"], exclude: without },
                { preload: false, resultTypes: ["violations"] });
              return found.violations.flatMap((violation) => violation.nodes.map(
                (node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary} ${node.html}`));
            }
            """;

    private Axe() {}

    /// @param without elements that are not ours, as CSS selects them
    static List<String> violations(Page page, List<String> without) {
        try {
            page.evaluate(Files.readString(SCRIPT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> violations = new ArrayList<>();
        if (page.evaluate(RUN, without) instanceof List<?> found) {
            found.forEach(one -> violations.add(String.valueOf(one)));
        } else {
            throw new AssertionError("axe said nothing");
        }
        return violations;
    }
}
