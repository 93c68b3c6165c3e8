// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import com.ibm.icu.text.IDNA;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A link as a browser would follow it, taken apart. Reads what browsers read, which is more than RFC 3986 allows:
/// backslashes, numbers as addresses, percent signs in hosts, and names in any script.
///
/// @param host normalised, with its port if that is not the scheme's own
/// @param path as it stands, decoded; begins with a slash
/// @param query without the question mark; empty if there is none
record Web(String scheme, String host, String path, String query) {

    private static final int LONGEST = 4096;
    private static final int LONGEST_HOST = 255;
    private static final Set<String> FOLLOWED =
            Set.of("http", "https", "ftp", "ftps", "sftp", "ws", "wss", "smb", "file", "dav", "davs", "webcal");

    /// Hand what is behind them to a program, or run it.
    private static final Set<String> DANGEROUS = Set.of(
            "javascript",
            "vbscript",
            "data",
            "file",
            "smb",
            "search-ms",
            "search",
            "ms-msdt",
            "ms-appinstaller",
            "ms-officecmd",
            "ms-word",
            "ms-excel",
            "ms-powerpoint",
            "ms-cxh",
            "jar",
            "hcp",
            "res",
            "mhtml",
            "ms-itss",
            "magnet",
            "intent",
            "itms-services");

    private static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI);

    static boolean isDangerous(String scheme) {
        return DANGEROUS.contains(scheme);
    }

    /// Null if nothing would follow it.
    static @Nullable Web parse(String text) {
        String link = (text.length() > LONGEST ? text.substring(0, LONGEST) : text).replace('\\', '/');
        int colon = link.indexOf(':');
        if (colon <= 0) {
            return link.startsWith("//") ? new Web("file", "file:", "/", "") : null;
        }
        String scheme = link.substring(0, colon).toLowerCase(Locale.ROOT);
        if (DANGEROUS.contains(scheme)) {
            return new Web(scheme, scheme + ":", "/", "");
        }
        return FOLLOWED.contains(scheme) ? hierarchical(scheme, link.substring(colon + 1)) : null;
    }

    private static @Nullable Web hierarchical(String scheme, String rest) {
        int start = 0;
        while (start < rest.length() && rest.charAt(start) == '/') {
            start++;
        }
        int end = start;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = host(scheme, rest.substring(start, end));
        if (host == null) {
            return null;
        }
        int fragment = rest.indexOf('#', end);
        String behind = rest.substring(end, fragment < 0 ? rest.length() : fragment);
        int question = behind.indexOf('?');
        String path = question < 0 ? behind : behind.substring(0, question);
        return new Web(
                scheme,
                host,
                path.isEmpty() ? "/" : Percent.decode(path),
                question < 0 ? "" : behind.substring(question + 1));
    }

    private static @Nullable String host(String scheme, String authority) {
        String place = authority.substring(authority.lastIndexOf('@') + 1);
        if (place.startsWith("[")) {
            return sixth(place);
        }
        int colon = place.lastIndexOf(':');
        String port = colon < 0 ? "" : place.substring(colon + 1);
        String name = name(Percent.decode(colon < 0 ? place : place.substring(0, colon)));
        if (name == null || port.length() > 5 || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return name + suffix(scheme, port);
    }

    private static String suffix(String scheme, String port) {
        String own = switch (scheme) {
            case "http", "ws", "dav" -> "80";
            case "https", "wss", "davs" -> "443";
            case "ftp" -> "21";
            default -> "";
        };
        return port.isEmpty() || port.equals(own) ? "" : ":" + port;
    }

    private static @Nullable String name(String raw) {
        String name = raw.toLowerCase(Locale.ROOT);
        if (!isPlain(name)) {
            StringBuilder ascii = new StringBuilder();
            NAMES.nameToASCII(name, ascii, new IDNA.Info());
            name = ascii.toString();
        }
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (name.isEmpty() || name.length() > LONGEST_HOST || !name.chars().allMatch(Web::isOfAName)) {
            return null;
        }
        String address = Fourth.parse(name);
        return address == null ? name : address;
    }

    private static boolean isPlain(String name) {
        return name.chars().allMatch(c -> c < 0x80) && !name.contains("xn--");
    }

    private static boolean isOfAName(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c >= 0x80;
    }

    private static @Nullable String sixth(String place) {
        int end = place.indexOf(']');
        String address = end < 0 ? "" : place.substring(1, end);
        if (address.isEmpty()
                || !address.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.')) {
            return null;
        }
        try {
            return "[" + Inet6Address.ofLiteral(address).getHostAddress() + "]";
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
