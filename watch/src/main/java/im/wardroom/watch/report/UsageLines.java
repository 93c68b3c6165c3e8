// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the lines of JSON that `wardroom watch --json` wrote. What is no flow in them is counted and left out.
public final class UsageLines {

    private static final int LONGEST = 64 * 1024;
    private static final String WORD = "[a-z0-9-]{1,32}";

    private long others;

    public void read(BufferedReader lines, Consumer<Usage> to) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = lines.read(); letter >= 0; letter = lines.read()) {
            if (letter != '\n') {
                if (line.length() <= LONGEST) {
                    line.append((char) letter);
                }
            } else {
                take(line, to);
            }
        }
        take(line, to);
    }

    private void take(StringBuilder line, Consumer<Usage> to) {
        if (!line.toString().isBlank()) {
            Optional<Usage> usage = line.length() > LONGEST
                    ? Optional.empty()
                    : FlatJson.read(line.toString()).flatMap(UsageLines::usage);
            usage.ifPresentOrElse(to, () -> others++);
        }
        line.setLength(0);
    }

    /// Lines that are no flow.
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
        Instant instant = Instant.parse(fields.getOrDefault(name, ""));
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    private static long octets(Map<String, String> fields, String name) {
        long number = Long.parseLong(fields.getOrDefault(name, ""));
        if (number < 0 || number > 1L << 53) {
            throw new IllegalArgumentException("not a number of octets");
        }
        return number;
    }

    private static Address address(String text) {
        ByteBuffer octets = ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress());
        return octets.capacity() == 4 ? Address.ofV4(octets.getInt()) : new Address(octets.getLong(), octets.getLong());
    }
}
