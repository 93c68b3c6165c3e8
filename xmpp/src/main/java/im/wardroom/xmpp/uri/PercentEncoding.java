// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.uri;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Any text as a part of a URI (RFC 3986 §2.1), and as a value of a header's parameter (RFC 8187 §3.2).
public final class PercentEncoding {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PercentEncoding() {}

    /// In UTF-8; all that is not unreserved is encoded.
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
