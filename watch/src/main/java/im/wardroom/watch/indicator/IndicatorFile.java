// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import im.wardroom.watch.disk.ListFile;
import im.wardroom.watch.disk.ListLine;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Reads a line of indicators: kind, value, what it is a mark of, source, date. It may be a hash alone, or a hash and
/// the name of a file, as `sha256sum` writes it.
final class IndicatorFile {

    private static final int MOST = 1_000_000;
    private static final int SHORTEST_TEXT = 12;

    private final String name;
    private final ListLine line;

    private IndicatorFile(String name, ListLine line) {
        this.name = name;
        this.line = line;
    }

    static List<Indicator> read(String name, Reader file) throws IOException {
        return ListFile.read(name, file, MOST, line -> new IndicatorFile(name, line).indicator());
    }

    static List<Indicator> builtIn(String name) {
        return ListFile.builtIn(IndicatorFile.class, name, MOST, line -> new IndicatorFile(name, line).indicator());
    }

    private Indicator indicator() {
        if (line.count() == 1) {
            return hash(line.field(0));
        }
        Indicator.Kind kind = kind(line.field(0));
        return new Indicator(
                kind,
                value(kind, line.field(1).toLowerCase(Locale.ROOT)),
                line.field(2, line.field(1)),
                source(),
                line.date(4));
    }

    private String source() {
        return line.source(3).isEmpty() ? name : line.source(3);
    }

    private Indicator hash(String text) {
        String[] words = text.split("\\s+[*]?", 2);
        String digits = words[0].toLowerCase(Locale.ROOT);
        Indicator.Kind kind = switch (digits.length()) {
            case 32 -> Indicator.Kind.MD5;
            case 40 -> Indicator.Kind.SHA1;
            case 64 -> Indicator.Kind.SHA256;
            default -> throw line.wrong("a hash of 32, 40 or 64 digits, or kind and value apart by a tab");
        };
        return new Indicator(kind, value(kind, digits), words.length > 1 ? words[1] : digits, source(), line.date(4));
    }

    private Indicator.Kind kind(String text) {
        return Arrays.stream(Indicator.Kind.values())
                .filter(kind -> kind.id().equals(text))
                .findFirst()
                .orElseThrow(() -> line.wrong("a kind, one of "
                        + Arrays.stream(Indicator.Kind.values())
                                .map(Indicator.Kind::id)
                                .collect(Collectors.joining(", "))));
    }

    private String value(Indicator.Kind kind, String value) {
        boolean fits = switch (kind) {
            case FILE, WEAK -> !value.contains("/") && !value.contains("\\");
            case PATH -> !value.startsWith("/") && !value.contains("\\");
            case MD5 -> value.matches("[0-9a-f]{32}");
            case SHA1 -> value.matches("[0-9a-f]{40}");
            case SHA256 -> value.matches("[0-9a-f]{64}");
            case TEXT ->
                value.length() >= SHORTEST_TEXT && value.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
            case KEY -> value.contains("\\");
            case VALUE -> value.matches("[^|]*\\\\[^|]*\\|.*");
        };
        if (!fits) {
            throw line.wrong(
                    switch (kind) {
                        case FILE, WEAK -> "a name without folders";
                        case PATH -> "the end of a path, such as folder/file";
                        case MD5, SHA1, SHA256 -> "as many hexadecimal digits as " + kind.id() + " has";
                        case TEXT -> "a text of at least " + SHORTEST_TEXT + " letters of ASCII";
                        case KEY -> "the end of a key, such as currentversion\\run";
                        case VALUE -> "the end of a key and a name, such as currentversion\\run|name=data";
                    });
        }
        return value;
    }
}
