// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.address;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/// Descriptions of sessions as text (SDP, RFC 8866; candidates, RFC 8839 §5.1) that travel within elements, as they are
/// or within JSON: addresses in them that must not be seen are replaced by one that leads nowhere, so that the text
/// stays well-formed. Pure functions.
final class SessionText {

    private static final String NOWHERE = "0.0.0.0";

    private static final Pattern CANDIDATE = Pattern.compile(
            "(candidate:\\S{1,64} \\d{1,5} \\w{1,12} \\d{1,20} )([^\\s\"\\\\]{1,80})( \\d{1,5} typ )(\\w{1,8})"
                    + "(?:( raddr )([^\\s\"\\\\]{1,80})( rport )(\\d{1,5}))?");
    private static final Pattern CONNECTION = Pattern.compile("\\bIN (IP[46]) ([^\\s\"\\\\/]{1,80})");

    private SessionText() {}

    static boolean mayHave(String text) {
        return text.contains("candidate:") || text.contains("IN IP");
    }

    /// The text without what must not be seen; the same object if there is no such thing.
    static String without(String text, Surroundings surroundings) {
        String kept = candidates(text, surroundings);
        return connections(kept, surroundings);
    }

    private static String candidates(String text, Surroundings surroundings) {
        Matcher found = CANDIDATE.matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        boolean changed = false;
        while (found.find()) {
            String host = found.group(2);
            boolean relay = found.group(4).equals("relay");
            boolean stays = relay ? surroundings.allowsRelay(host) : surroundings.allowsDirect(host);
            out.append(text, done, found.start()).append(found.group(1)).append(stays ? host : NOWHERE);
            out.append(found.group(3)).append(found.group(4));
            String related = found.group(6);
            if (related != null) {
                boolean seen = surroundings.allowsDirect(related);
                out.append(found.group(5)).append(seen ? related : NOWHERE);
                out.append(found.group(7)).append(seen ? found.group(8) : "9");
                changed |= !seen && !related.equals(NOWHERE);
            }
            changed |= !stays && !host.equals(NOWHERE);
            done = found.end();
        }
        return changed ? out.append(text, done, text.length()).toString() : text;
    }

    /// Lines of origin and connection: relays are not named there.
    private static String connections(String text, Surroundings surroundings) {
        Matcher found = CONNECTION.matcher(text);
        StringBuilder out = new StringBuilder();
        int done = 0;
        boolean changed = false;
        while (found.find()) {
            String host = found.group(2);
            if (surroundings.allowsRelay(host) || isNobodys(host)) {
                continue;
            }
            out.append(text, done, found.start()).append("IN IP4 ").append(NOWHERE);
            done = found.end();
            changed = true;
        }
        return changed ? out.append(text, done, text.length()).toString() : text;
    }

    private static boolean isNobodys(String host) {
        return host.equals(NOWHERE) || host.equals("127.0.0.1") || host.equals("::") || host.equals("::1");
    }
}
