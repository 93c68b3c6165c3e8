// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a listener waits for connections: `:5222` (all addresses), `192.0.2.1:5222`, `[2001:db8::1]:5222` or nowhere,
/// `off`.
///
/// @param host null for all addresses of the machine
/// @param port 0 for a free one, -1 for none
public record ListenAddress(@Nullable String host, int port) {

    public static final ListenAddress OFF = new ListenAddress(null, -1);

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Pattern FORM = Pattern.compile("(\\[([0-9a-fA-F:.%]+)]|[A-Za-z0-9.-]+)?:(\\d{1,5})");

    /// @throws IllegalArgumentException if the text is not of that form
    public static ListenAddress parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
            throw new IllegalArgumentException("not a listener's address: " + text);
        }
        String host = Objects.requireNonNullElse(matcher.group(1), "");
        String bare = matcher.group(2) == null ? host : matcher.group(2);
        return new ListenAddress(bare.isEmpty() ? null : bare, Integer.parseInt(matcher.group(3)));
    }

    /// Only programs on this machine can connect, or nobody can.
    public boolean isLoopback() {
        return port < 0
                || host != null
                        && (host.equals("localhost")
                                || host.equals("::1")
                                || LOOPBACK.matcher(host).matches());
    }

    /// Where to bind, or null if the listener is off. May block: a host name is looked up.
    public @Nullable InetSocketAddress toSocketAddress() {
        if (port < 0) {
            return null;
        }
        return host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        if (port < 0) {
            return "off";
        }
        String shown = host == null ? "" : host.contains(":") ? '[' + host + ']' : host;
        return shown + ':' + port;
    }
}
