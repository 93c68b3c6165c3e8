// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a name server is, as somebody types it: an address, and perhaps a port.
final class ServerAddress {

    private static final int DNS = 53;
    private static final Pattern IPV4 = Pattern.compile("([0-9.]+)(?::(\\d{1,5}))?");
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9a-fA-F:.]+)](?::(\\d{1,5}))?");
    private static final Pattern IPV6_ALONE = Pattern.compile("([0-9a-fA-F:.]+:[0-9a-fA-F:.]*)()?");

    private ServerAddress() {}

    /// @throws IllegalArgumentException with what was expected
    static InetSocketAddress parse(String text) {
        for (Pattern pattern : new Pattern[] {IPV4, IPV6, IPV6_ALONE}) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                return address(text, matcher.group(1), matcher.group(2));
            }
        }
        throw wrong(text);
    }

    private static InetSocketAddress address(String text, String address, @Nullable String port) {
        try {
            return new InetSocketAddress(
                    InetAddress.ofLiteral(address), port == null || port.isEmpty() ? DNS : Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "a name server is written 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353, not "
                        + Text.printable(text));
    }
}
