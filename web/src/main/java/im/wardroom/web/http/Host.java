// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client calls this server: the Host header (RFC 9112 §3.2), checked.
///
/// @param name in lower case, without the port
/// @param text with the port, if there is one
public record Host(String name, String text) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    static Optional<Host> parse(String header) {
        Matcher matcher = FORM.matcher(header);
        return matcher.matches() ? Optional.of(new Host(lower(matcher.group(1)), lower(header))) : Optional.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
