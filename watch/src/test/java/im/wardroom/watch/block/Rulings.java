// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Rules for tests, from the directory that is built in and some lines.
final class Rulings {

    static final Instant NOW = Instant.parse("2026-03-02T08:11:04Z");

    private Rulings() {}

    /// @param lines with spaces in place of tabs
    static Directory directory(String lines) {
        try {
            return Directory.standard().with("ours.tsv", new StringReader(lines.replace(' ', '\t')));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Rules rules(String lines, Service... services) {
        return RuleBook.rules(directory(lines), new Selection(Set.of(services), false), List.of());
    }

    static String text(RuleFormat format, Rules rules) {
        return new RuleFile(format, rules, NOW, "wardroom watch block").text();
    }

    /// The lines that the program reads.
    static List<String> body(RuleFormat format, Rules rules) {
        return text(format, rules)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(format.comment()))
                .toList();
    }
}
