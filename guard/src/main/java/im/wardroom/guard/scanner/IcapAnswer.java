// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of an answer over ICAP (RFC 3507 §4.3).
///
/// @param headers by names in lower case; of one that comes twice, the first counts
record IcapAnswer(int status, Map<String, String> headers) {

    private static final int MAX_HEAD = 64 * 1024;
    private static final Pattern STATUS = Pattern.compile("ICAP/\\d\\.\\d (\\d{3})(?: .*)?");
    private static final Pattern THREAT = Pattern.compile("Threat=([^;]*)");

    /// @throws IOException if it is none
    static IcapAnswer read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r?\n", -1);
        Matcher status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw new IOException("an answer that is no ICAP");
        }
        return new IcapAnswer(Integer.parseInt(status.group(1)), headers(lines));
    }

    private static Map<String, String> headers(String[] lines) throws IOException {
        Map<String, String> headers = new HashMap<>();
        String last = "";
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.startsWith(" ") || line.startsWith("\t")) {
                // A header may go on in the next line.
                headers.computeIfPresent(last, (name, value) -> value + '\n' + line.strip());
            } else if (!line.isEmpty()) {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw new IOException("a header without a name");
                }
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.putIfAbsent(last, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /// All up to an empty line.
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the answer was cut off");
            }
            if (head.size() >= MAX_HEAD) {
                throw new IOException("an answer without an end");
            }
            head.write(b);
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// What it says it found, in the headers that scanners agree on.
    Optional<String> infection() {
        Optional<String> found = header("x-infection-found").map(IcapAnswer::threat);
        if (found.isPresent()) {
            return found;
        }
        Optional<String> id = header("x-virus-id").or(() -> header("x-virus-name"));
        if (id.filter(name -> !name.isEmpty() && !name.equalsIgnoreCase("no threats"))
                .isPresent()) {
            return id;
        }
        return header("x-violations-found").flatMap(IcapAnswer::violation);
    }

    private static String threat(String value) {
        Matcher threat = THREAT.matcher(value);
        return threat.find() ? threat.group(1).strip() : "unnamed";
    }

    /// A number, then for each four lines, the second of them its name.
    private static Optional<String> violation(String value) {
        String[] lines = value.split("\n", -1);
        return lines[0].strip().equals("0") ? Optional.empty() : Optional.of(lines.length > 2 ? lines[2] : "unnamed");
    }
}
