// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of rules with its heading: what made it, how it is loaded and undone, what it does not stop, and what was
/// left out. The same rules at the same time are the same text.
///
/// @param command that made it
public record RuleFile(RuleFormat format, Rules rules, Instant time, String command) {

    public String text() {
        StringBuilder text = new StringBuilder(1 << 14);
        Advice advice = format.advice(rules);
        line(text, "Written by Wardroom's watch, " + time.truncatedTo(ChronoUnit.SECONDS) + ", with");
        line(text, "  " + command);
        line(
                text,
                "Denies "
                        + format.stopped(rules).stream()
                                .map(Service::id)
                                .sorted()
                                .collect(Collectors.joining(", ")));
        section(text, "Load:", advice.load());
        section(text, "Undo:", advice.undo());
        section(text, "Not stopped:", advice.gaps());
        Set<Service> unstopped = EnumSet.copyOf(rules.selection().services());
        unstopped.removeAll(format.stopped(rules));
        unstopped.forEach(service -> line(text, "  " + service.id() + ": there is nothing to deny it by."));
        List<LeftOut> leftOut = format.leftOut(rules);
        if (!leftOut.isEmpty()) {
            section(
                    text,
                    "Left out, because a rule would break other sites (--force-shared writes it all the same):",
                    leftOut.stream().map(RuleFile::words).toList());
        }
        text.append('\n');
        format.write(rules, text);
        return text.toString();
    }

    private static String words(LeftOut left) {
        return left.service().id() + " " + left.what() + ": " + left.why();
    }

    private void section(StringBuilder text, String title, List<String> lines) {
        line(text, "");
        line(text, title);
        lines.forEach(line -> line(text, "  " + line));
    }

    private void line(StringBuilder text, String line) {
        text.append((format.comment() + " " + harmless(line)).stripTrailing()).append('\n');
    }

    /// In one line, whatever it holds; a backslash at its end would draw the next one into the comment.
    private static String harmless(String line) {
        StringBuilder clean = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            clean.append(letter < ' ' || letter > '~' || letter == '\\' ? '?' : letter);
        }
        return clean.toString();
    }
}
