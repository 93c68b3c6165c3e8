// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads a file of indicators: a line each, its fields apart by tabs: kind, value, what it is a mark of, source, date.
/// `@source` and `@date` lines say the last two for the lines below them. A line may be a hash alone, or a hash and the
/// name of a file, as `sha256sum` writes it.
final class IndicatorFile {

    private static final int MOST = 1_000_000;
    private static final int SHORTEST_TEXT = 12;

    private final String name;
    private int line;
    private String source = "";
    private String date = "";

    private IndicatorFile(String name) {
        this.name = name;
        source = name;
    }

    static List<Indicator> read(String name, Reader file) throws IOException {
        IndicatorFile reading = new IndicatorFile(name);
        List<Indicator> indicators = new ArrayList<>();
        BufferedReader lines = new BufferedReader(file);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reading.line++;
            reading.indicator(line.strip()).ifPresent(indicators::add);
            if (indicators.size() > MOST) {
                throw reading.wrong("at most " + MOST + " indicators");
            }
        }
        return indicators;
    }

    private Optional<Indicator> indicator(String text) {
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] fields = text.split("\t+");
        if (fields[0].equals("@source") && fields.length == 2) {
            source = fields[1];
            return Optional.empty();
        }
        if (fields[0].equals("@date") && fields.length == 2) {
            date = fields[1];
            return Optional.empty();
        }
        return Optional.of(
                fields.length == 1
                        ? hash(text)
                        : new Indicator(
                                kind(fields[0]),
                                value(kind(fields[0]), fields[1].toLowerCase(Locale.ROOT)),
                                fields.length > 2 ? fields[2] : fields[1],
                                fields.length > 3 ? fields[3] : source,
                                fields.length > 4 ? fields[4] : date));
    }

    private Indicator hash(String text) {
        String[] words = text.split("\\s+[*]?", 2);
        String digits = words[0].toLowerCase(Locale.ROOT);
        Indicator.Kind kind = switch (digits.length()) {
            case 32 -> Indicator.Kind.MD5;
            case 40 -> Indicator.Kind.SHA1;
            case 64 -> Indicator.Kind.SHA256;
            default -> throw wrong("a hash of 32, 40 or 64 digits, or kind and value apart by a tab");
        };
        return new Indicator(kind, value(kind, digits), words.length > 1 ? words[1] : digits, source, date);
    }

    private Indicator.Kind kind(String text) {
        return Arrays.stream(Indicator.Kind.values())
                .filter(kind -> kind.id().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("a kind, one of "
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
            throw wrong(
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

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("%s, line %d: expected %s".formatted(name, line, expected));
    }
}
