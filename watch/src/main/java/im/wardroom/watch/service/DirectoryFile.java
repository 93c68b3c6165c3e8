// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a file of the directory: a line an entry, its fields apart by tabs: kind, value, service, activity, whether it
/// is the service's own, source, date. `@source` and `@date` lines say the last two for the lines below them.
final class DirectoryFile {

    private static final int LONGEST = 64 * 1024;
    private static final List<String> ACTIVITIES = List.of("sign-in", "chat", "call", "file", "look-up", "use");

    private static final Pattern HOST = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}");
    private static final String ALLOWED = "allowed";

    private final String name;
    private int line;
    private String source = "";
    private String date = "";

    private DirectoryFile(String name) {
        this.name = name;
    }

    static List<Entry> read(String name, Reader file) throws IOException {
        DirectoryFile reading = new DirectoryFile(name);
        List<Entry> entries = new ArrayList<>();
        BufferedReader lines = new BufferedReader(file);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reading.line++;
            reading.entry(line).ifPresent(entries::add);
            if (entries.size() > LONGEST) {
                throw reading.wrong("more than " + LONGEST + " entries");
            }
        }
        return entries;
    }

    private Optional<Entry> entry(String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] fields = text.strip().split("\t+");
        if (fields[0].equals("@source") && fields.length == 2) {
            source = fields[1];
            return Optional.empty();
        }
        if (fields[0].equals("@date") && fields.length == 2) {
            date = fields[1];
            return Optional.empty();
        }
        if (fields.length < 3 || fields.length > 7) {
            throw wrong("kind, value and service, apart by tabs");
        }
        return Optional.of(new Entry(
                kind(fields[0]),
                isName(fields[0]) ? host(fields[1]) : fields[0].equals("network") ? network(fields[1]) : fields[1],
                service(fields[2]),
                fields[2].equals(ALLOWED),
                fields.length > 3 ? activity(fields[3]) : "use",
                fields.length <= 4 || own(fields[4]),
                fields.length > 5 ? fields[5] : source,
                fields.length > 6 ? fields[6] : date));
    }

    private static boolean isName(String kind) {
        return kind.equals("host") || kind.equals("exact");
    }

    /// What is no name is never found, and must not get into rules.
    private String host(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            throw wrong("a name such as chat.example.org: letters, digits, - and _ between dots, others as xn--");
        }
        return name;
    }

    private String network(String text) {
        if (!NETWORK.matcher(text).matches()) {
            throw wrong("a network such as 192.0.2.0/24 or 2001:db8::/32");
        }
        return text;
    }

    private Entry.Kind kind(String text) {
        return Arrays.stream(Entry.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("a kind, one of "
                        + Arrays.stream(Entry.Kind.values())
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private Optional<Service> service(String text) {
        if (text.equals("-") || text.equals(ALLOWED)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Service.values())
                .filter(service -> service.id().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("a service such as whatsapp, - for none, or allowed")));
    }

    private String activity(String text) {
        if (!ACTIVITIES.contains(text)) {
            throw wrong("an activity, one of " + String.join(", ", ACTIVITIES));
        }
        return text;
    }

    private boolean own(String text) {
        return switch (text) {
            case "own" -> true;
            case "shared" -> false;
            default -> throw wrong("own or shared");
        };
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("%s, line %d: expected %s".formatted(name, line, expected));
    }
}
