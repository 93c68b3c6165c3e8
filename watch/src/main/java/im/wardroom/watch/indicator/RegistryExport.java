// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Reads an export of the registry: a `.reg` file of either version, or what `reg query` prints. Tells each key and
/// each value in it.
final class RegistryExport {

    private static final int LONGEST = 1 << 18;
    private static final String TYPE = "REG_";

    private final Listener listener;
    private String key = "";

    /// Is told what is there, in the letters of the export.
    interface Listener {
        void key(String key);

        void value(String key, String name, String data);
    }

    private RegistryExport(Listener listener) {
        this.listener = listener;
    }

    /// @return whether any key was in it
    static boolean read(InputStream in, Listener listener) throws IOException {
        RegistryExport export = new RegistryExport(listener);
        BufferedInputStream octets = new BufferedInputStream(in);
        BufferedReader letters = new BufferedReader(new InputStreamReader(octets, charset(octets)));
        StringBuilder whole = new StringBuilder();
        for (int letter = letters.read(); letter >= 0; letter = letters.read()) {
            if (letter == '\r') {
                continue;
            }
            if (letter != '\n') {
                if (whole.length() < LONGEST) {
                    whole.append((char) letter);
                }
            } else if (!whole.isEmpty() && whole.charAt(whole.length() - 1) == '\\' && continues(whole)) {
                whole.setLength(whole.length() - 1);
            } else {
                export.line(whole.toString());
                whole.setLength(0);
            }
        }
        export.line(whole.toString());
        return !export.key.isEmpty();
    }

    /// Windows writes UTF-16, its older versions one octet a letter.
    private static Charset charset(BufferedInputStream in) throws IOException {
        in.mark(3);
        byte[] first = in.readNBytes(3);
        in.reset();
        int start = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
        return switch (start) {
            case 0xfffe, 0xfeff -> StandardCharsets.UTF_16;
            case 0xefbb -> StandardCharsets.UTF_8;
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    /// A list of octets goes on in the next line; the name of a folder may end with the same mark.
    private static boolean continues(StringBuilder line) {
        return line.indexOf("=hex") > 0;
    }

    private void line(String line) {
        String text = line.startsWith("\ufeff") ? line.substring(1) : line;
        if (text.startsWith("[") && text.endsWith("]")) {
            newKey(text.substring(1, text.length() - 1));
        } else if (text.startsWith("HKEY_")) {
            newKey(text.strip());
        } else if (!key.isEmpty() && !text.isBlank()) {
            value(text);
        }
    }

    private void newKey(String text) {
        // A key that an import would take away is none that is there.
        key = text.startsWith("-") ? "" : text;
        if (!key.isEmpty()) {
            listener.key(key);
        }
    }

    private void value(String text) {
        if (text.startsWith("\"") || text.startsWith("@")) {
            named(text);
        } else {
            queried(text);
        }
    }

    /// `"name"=data`, or `@=data` for the value without a name.
    private void named(String text) {
        int end = text.startsWith("@") ? 1 : endOfName(text);
        int equal = end < 0 ? -1 : text.indexOf('=', end);
        if (equal >= 0 && text.substring(end, equal).isBlank()) {
            String name = end > 1 ? unescaped(text.substring(1, end - 1)) : "";
            listener.value(key, name, data(text.substring(equal + 1).strip()));
        }
    }

    private static int endOfName(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /// The name, the type and the data, apart by spaces or a tab.
    private void queried(String text) {
        int type = text.indexOf(TYPE);
        while (type > 0 && !Character.isWhitespace(text.charAt(type - 1))) {
            type = text.indexOf(TYPE, type + 1);
        }
        if (type > 0) {
            int end = type;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            listener.value(
                    key, text.substring(0, type).strip(), text.substring(end).strip());
        }
    }

    private static String data(String text) {
        if (text.startsWith("\"")) {
            return unescaped(
                    text.substring(1, text.endsWith("\"") && text.length() > 1 ? text.length() - 1 : text.length()));
        }
        int colon = text.indexOf(':');
        return text.startsWith("hex") && colon > 0 ? letters(text.substring(colon + 1)) : text;
    }

    /// Octets that are text as Windows keeps it; the second half of each letter is left out.
    private static String letters(String list) {
        String digits = list.replaceAll("[^0-9A-Fa-f]", "");
        byte[] octets = HexFormat.of().parseHex(digits.substring(0, digits.length() & ~1));
        return new String(octets, StandardCharsets.ISO_8859_1).replace("\0", "");
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }
}
