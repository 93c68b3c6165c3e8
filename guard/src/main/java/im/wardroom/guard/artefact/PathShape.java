// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The shape of what stands behind a host: words stay, whatever looks as if it were made for one recipient becomes
/// `*`; of the query only the names stay, without those that only track.
final class PathShape {

    private static final int PARTS = 8;
    private static final int NAMES = 8;
    private static final int TOKEN = 6;
    private static final int LONG = 24;
    private static final int CHANGES = 2;
    private static final Set<String> TRACKING = Set.of(
            "fbclid",
            "gclid",
            "dclid",
            "msclkid",
            "yclid",
            "igshid",
            "igsh",
            "mc_cid",
            "mc_eid",
            "si",
            "ref",
            "ref_src",
            "referrer",
            "source",
            "spm",
            "_ga",
            "_gl",
            "_hsenc",
            "_hsmi",
            "wickedid",
            "trk",
            "cmpid");

    private PathShape() {}

    static String of(String path, String query) {
        StringBuilder shape = new StringBuilder();
        for (String part : parts(path)) {
            shape.append('/').append(isToken(part) ? "*" : part.toLowerCase(Locale.ROOT));
        }
        Set<String> names = names(query, false);
        return (shape.isEmpty() ? "/" : shape) + (names.isEmpty() ? "" : "?" + String.join("&", names));
    }

    /// As it stands, without what only tracks: for hosts where anybody can publish.
    static String exact(String path, String query) {
        Set<String> names = names(query, true);
        return "/" + String.join("/", parts(path)) + (names.isEmpty() ? "" : "?" + String.join("&", names));
    }

    private static Deque<String> parts(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", 4 * PARTS)) {
            int parameters = part.indexOf(';');
            String name = parameters < 0 ? part : part.substring(0, parameters);
            if (name.equals("..")) {
                parts.pollLast();
            } else if (!name.isEmpty() && !name.equals(".") && parts.size() < PARTS) {
                parts.addLast(name);
            }
        }
        return parts;
    }

    private static Set<String> names(String query, boolean withValues) {
        Set<String> names = new TreeSet<>();
        for (String pair : query.split("&", 4 * NAMES)) {
            int equals = pair.indexOf('=');
            String name = (equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !TRACKING.contains(name) && !name.startsWith("utm_") && names.size() < NAMES) {
                names.add(withValues ? pair : equals < 0 && isToken(name) ? "*" : name);
            }
        }
        return names;
    }

    /// A number, or letters and digits in one, or changing case, or a long word without a gap.
    private static boolean isToken(String part) {
        int dot = part.lastIndexOf('.');
        String name = dot > 0 ? part.substring(0, dot) : part;
        int digits = 0;
        int letters = 0;
        int changes = 0;
        int run = 0;
        int longest = 0;
        boolean wasUpper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean isLetter = Character.isLetter(c);
            boolean isUpper = Character.isUpperCase(c);
            digits += isDigit ? 1 : 0;
            letters += isLetter ? 1 : 0;
            changes += isLetter && i > 0 && isUpper && !wasUpper ? 1 : 0;
            wasUpper = isUpper;
            run = isDigit || isLetter ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return digits > 0 && letters == 0
                || digits > 0 && name.length() >= TOKEN
                || changes > CHANGES
                || longest >= LONG;
    }
}
