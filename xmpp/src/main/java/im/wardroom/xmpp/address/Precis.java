// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/// Preparation and enforcement of the parts of a JID (RFC 7622 §3, RFC 8265). Most parts are plain ASCII and
/// take a short way; what is too long is refused before any work is done on it.
final class Precis {

    private static final int MAX_BYTES = 1023;

    /// Characters that fit in any case, three bytes each.
    private static final int SURELY_SHORT = MAX_BYTES / 3;

    private static final String LOCALPART_EXCLUDED = "\"&'/:<>@";

    private Precis() {}

    /// UsernameCaseMapped, without the characters of RFC 7622 §3.3.1.
    static String localpart(String value) {
        checkLength(value, "localpart");
        String prepared = isAscii(value, '!')
                ? value.toLowerCase(Locale.ROOT)
                : enforce(PrecisProfiles.USERNAME_CASE_MAPPED, value, "localpart");
        for (int i = 0; i < prepared.length(); i++) {
            if (LOCALPART_EXCLUDED.indexOf(prepared.charAt(i)) >= 0) {
                throw new InvalidJidException("the localpart has a character that is not allowed there");
            }
        }
        return prepared;
    }

    /// OpaqueString.
    static String resource(String value) {
        checkLength(value, "resource");
        return isAscii(value, ' ') ? value : enforce(PrecisProfiles.OPAQUE_STRING, value, "resource");
    }

    static String domain(String value) {
        String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        checkLength(name, "domain");
        String prepared = DomainName.prepare(name);
        checkLength(prepared, "domain");
        return prepared;
    }

    static String enforce(PrecisProfile profile, String value, String part) {
        try {
            String prepared = profile.enforce(value);
            checkLength(prepared, part);
            return prepared;
        } catch (InvalidJidException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidJidException("the " + part + " is not valid: " + e.getMessage());
        }
    }

    private static boolean isAscii(String value, char lowest) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < lowest || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void checkLength(String value, String part) {
        if (value.isEmpty()) {
            throw new InvalidJidException("the " + part + " is empty");
        }
        if (value.length() > MAX_BYTES || value.length() > SURELY_SHORT && isLong(value)) {
            throw new InvalidJidException("the " + part + " is longer than " + MAX_BYTES + " bytes");
        }
    }

    private static boolean isLong(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }
}
