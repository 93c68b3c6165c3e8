// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds what a client would take for a link in a text. Pure functions.
final class Links {

    private static final int MAX_LINKS = 200;
    private static final int MAX_HOST = 253;

    private Links() {}

    /// @param host in lower case, as DNS has it
    /// @param file the last part of its path, or empty
    record Link(String host, String file) {}

    static List<Link> in(String text) {
        if (!hasDot(text)) {
            return List.of();
        }
        List<Link> links = new ArrayList<>();
        int start = 0;
        boolean dotted = false;
        for (int i = 0; i <= text.length() && links.size() < MAX_LINKS; i++) {
            if (i == text.length() || ends(text.charAt(i))) {
                // Most words are no links, and cost nothing.
                if (dotted && i - start > 3) {
                    add(text.substring(start, i), links);
                }
                start = i + 1;
                dotted = false;
            } else {
                dotted |= isDot(text.charAt(i)) && i + 1 < text.length() && !ends(text.charAt(i + 1));
            }
        }
        return links;
    }

    /// One that is followed by something.
    private static boolean hasDot(String text) {
        for (int at = 0; at + 1 < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' && text.charAt(at + 1) > ' ' || c >= 0x3002) {
                return true;
            }
        }
        return false;
    }

    /// Also the dots that browsers take for one.
    private static boolean isDot(char c) {
        return c == '.' || c == '\u3002' || c == '\uFF0E' || c == '\uFF61';
    }

    private static boolean ends(char c) {
        if (c < 128) {
            return c <= ' ' || "<>\"'`()[]{}|,;".indexOf(c) >= 0;
        }
        return Character.isWhitespace(c) || "«»„“”".indexOf(c) >= 0;
    }

    private static void add(String word, List<Link> links) {
        int scheme = word.indexOf("://");
        String rest = scheme < 0 ? word : word.substring(scheme + 3);
        int end = end(rest);
        String authority = rest.substring(0, end);
        int at = authority.lastIndexOf('@');
        // Without a scheme it is somebody's address.
        if (at >= 0 && scheme < 0) {
            return;
        }
        String host = host(authority.substring(at + 1));
        if (host.indexOf('.') > 0) {
            links.add(new Link(host, file(rest.substring(end))));
        }
    }

    private static int end(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#\\".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    /// As DNS has it; empty if it is none.
    static String host(String authority) {
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.isEmpty() || host.length() > MAX_HOST) {
            return "";
        }
        boolean plain = host.chars().allMatch(c -> c < 128);
        try {
            String ascii = plain ? host : IDN.toASCII(Normalizer.normalize(host, Normalizer.Form.NFKC));
            ascii = ascii.toLowerCase(Locale.ROOT);
            while (ascii.endsWith(".")) {
                ascii = ascii.substring(0, ascii.length() - 1);
            }
            return ascii.chars().allMatch(c -> c == '.' || c == '-' || c == '_' || Character.isLetterOrDigit(c))
                    ? ascii
                    : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String file(String path) {
        int end = path.length();
        for (char c : new char[] {'?', '#'}) {
            int found = path.indexOf(c);
            end = found >= 0 && found < end ? found : end;
        }
        String plain = path.substring(0, end);
        String name = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
        return name.indexOf('%') < 0 ? name : decoded(name);
    }

    private static String decoded(String name) {
        try {
            return java.net.URLDecoder.decode(name.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
