// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import im.wardroom.watch.disk.ListFile;
import im.wardroom.watch.disk.ListLine;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads a line of the directory: kind, value, service, activity, whether it is the service's own, source, date.
final class DirectoryFile {

    private static final int MOST = 64 * 1024;
    private static final List<String> ACTIVITIES = List.of("sign-in", "chat", "call", "file", "look-up", "use");

    private static final String OF_ADDRESSES = "0123456789abcdefABCDEF:.";
    private static final int LONGEST_LABEL = 63;

    private static final Map<String, Entry.Kind> KINDS = Arrays.stream(Entry.Kind.values())
            .collect(Collectors.toUnmodifiableMap(DirectoryFile::word, Function.identity()));
    private static final String ALLOWED = "allowed";

    private final ListLine line;

    private DirectoryFile(ListLine line) {
        this.line = line;
    }

    static List<Entry> read(String name, Reader file) throws IOException {
        return ListFile.read(name, file, MOST, line -> new DirectoryFile(line).entry());
    }

    static List<Entry> builtIn(String name) {
        return ListFile.builtIn(DirectoryFile.class, name, MOST, line -> new DirectoryFile(line).entry());
    }

    private Entry entry() {
        if (line.count() < 3 || line.count() > 7) {
            throw line.wrong("kind, value and service, apart by tabs");
        }
        String kind = line.field(0);
        String value = line.field(1);
        return new Entry(
                kind(kind),
                isName(kind) ? host(value) : kind.equals("network") ? network(value) : value,
                service(line.field(2)),
                line.field(2).equals(ALLOWED),
                activity(line.field(3, "use")),
                own(line.field(4, "own")),
                line.source(5),
                line.date(6));
    }

    private static boolean isName(String kind) {
        return kind.equals("host") || kind.equals("exact");
    }

    /// What is no name is never found, and must not get into rules.
    private String host(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!isHost(name)) {
            throw line.wrong("a name such as chat.example.org: letters, digits, - and _ between dots, others as xn--");
        }
        return name;
    }

    private static boolean isHost(String name) {
        int label = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' ? label == 0 : !isOfLabels(c) || label == LONGEST_LABEL) {
                return false;
            }
            label = c == '.' ? 0 : label + 1;
        }
        return label > 0;
    }

    private static boolean isOfLabels(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private String network(String text) {
        if (!isNetwork(text)) {
            throw line.wrong("a network such as 192.0.2.0/24 or 2001:db8::/32");
        }
        return text;
    }

    /// What it looks like: whether there is such a network, is found out when it is sorted in.
    private static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        int digits = text.length() - slash - 1;
        boolean isOne = slash >= 2 && digits >= 1 && digits <= 3;
        for (int i = 0; isOne && i < text.length(); i++) {
            char c = text.charAt(i);
            isOne = i == slash || (i < slash ? OF_ADDRESSES.indexOf(c) >= 0 : c >= '0' && c <= '9');
        }
        return isOne;
    }

    private Entry.Kind kind(String text) {
        Entry.Kind kind = KINDS.get(text);
        if (kind == null) {
            throw line.wrong("a kind, one of "
                    + Arrays.stream(Entry.Kind.values())
                            .map(DirectoryFile::word)
                            .collect(Collectors.joining(", ")));
        }
        return kind;
    }

    private static String word(Entry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Service> service(String text) {
        if (text.equals("-") || text.equals(ALLOWED)) {
            return Optional.empty();
        }
        return Optional.of(
                Service.find(text).orElseThrow(() -> line.wrong("a service such as whatsapp, - for none, or allowed")));
    }

    private String activity(String text) {
        if (!ACTIVITIES.contains(text)) {
            throw line.wrong("an activity, one of " + String.join(", ", ACTIVITIES));
        }
        return text;
    }

    private boolean own(String text) {
        return switch (text) {
            case "own" -> true;
            case "shared" -> false;
            default -> throw line.wrong("own or shared");
        };
    }
}
