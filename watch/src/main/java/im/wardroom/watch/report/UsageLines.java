// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the lines of JSON that `wardroom watch --json` wrote, of files or of an interface. What is neither a flow nor
/// a suspicion in them is counted and left out.
public final class UsageLines {

    private static final int LONGEST = 64 * 1024;
    private static final String ENDED = "ended";
    private static final Set<String> TOLD_BESIDE = Set.of("started", "found", "counts", "stopped");
    private static final String WORD = "[a-z0-9-]{1,32}";

    private final Consumer<Usage> usages;
    private final Consumer<Suspected> suspicions;
    private long others;

    public UsageLines(Consumer<Usage> usages, Consumer<Suspected> suspicions) {
        this.usages = usages;
        this.suspicions = suspicions;
    }

    public void read(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = lines.read(); letter >= 0; letter = lines.read()) {
            if (letter != '\n') {
                if (line.length() <= LONGEST) {
                    line.append((char) letter);
                }
            } else {
                take(line);
            }
        }
        take(line);
    }

    private void take(StringBuilder line) {
        if (!line.toString().isBlank()) {
            boolean isTaken = line.length() <= LONGEST
                    && FlatJson.read(line.toString()).filter(this::isTaken).isPresent();
            others += isTaken ? 0 : 1;
        }
        line.setLength(0);
    }

    private boolean isTaken(Map<String, String> fields) {
        String event = fields.getOrDefault("event", ENDED);
        if (fields.containsKey("suspicion")) {
            return passed(suspicion(fields), suspicions);
        }
        // Of an interface, a flow is told when it is found as well, and how things stand.
        return TOLD_BESIDE.contains(event) || event.equals(ENDED) && passed(usage(fields), usages);
    }

    private static <T> boolean passed(Optional<T> read, Consumer<T> to) {
        read.ifPresent(to);
        return read.isPresent();
    }

    private static Optional<Suspected> suspicion(Map<String, String> fields) {
        try {
            String client = fields.getOrDefault("client", "");
            return Optional.of(new Suspected(
                    micros(fields, "time"),
                    micros(fields, "end"),
                    word(fields, "suspicion"),
                    client.isEmpty() ? null : address(client),
                    address(fields.getOrDefault("server", ""))
                            .withPort(Integer.parseInt(fields.getOrDefault("server_port", ""))),
                    fields.getOrDefault("evidence", "")));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOne) {
            return Optional.empty();
        }
    }

    /// Lines that are neither.
    public long others() {
        return others;
    }

    private static Optional<Usage> usage(Map<String, String> fields) {
        try {
            boolean isHidden = fields.containsKey("hidden");
            String what = word(fields, isHidden ? "hidden" : "service");
            return Optional.of(new Usage(
                    micros(fields, "time"),
                    micros(fields, "end"),
                    what,
                    isHidden,
                    isHidden ? "" : word(fields, "activity"),
                    word(fields, "via"),
                    fields.getOrDefault("evidence", ""),
                    fields.containsKey("rule") ? word(fields, "rule") : "",
                    address(fields.getOrDefault("client", "")),
                    Math.addExact(octets(fields, "client_bytes"), octets(fields, "server_bytes"))));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notAFlow) {
            return Optional.empty();
        }
    }

    private static String word(Map<String, String> fields, String name) {
        String word = fields.getOrDefault(name, "");
        if (!word.matches(WORD)) {
            throw new IllegalArgumentException("not a word: " + name);
        }
        return word;
    }

    private static long micros(Map<String, String> fields, String name) {
        return Micros.of(Instant.parse(fields.getOrDefault(name, "")));
    }

    private static long octets(Map<String, String> fields, String name) {
        long number = Long.parseLong(fields.getOrDefault(name, ""));
        if (number < 0 || number > 1L << 53) {
            throw new IllegalArgumentException("not a number of octets");
        }
        return number;
    }

    private static Address address(String text) {
        return Address.of(InetAddress.ofLiteral(text));
    }
}
