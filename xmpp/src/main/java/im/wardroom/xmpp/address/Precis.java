// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/// Preparation and enforcement of the parts of a JID (RFC 7622 §3, RFC 8265).
final class Precis {

    private static final int MAX_BYTES = 1023;
    private static final String LOCALPART_EXCLUDED = "\"&'/:<>@";

    private Precis() {}

    static String localpart(String value) {
        String prepared = enforce(PrecisProfiles.USERNAME_CASE_MAPPED, value, "localpart");
        for (int i = 0; i < prepared.length(); i++) {
            if (LOCALPART_EXCLUDED.indexOf(prepared.charAt(i)) >= 0) {
                throw new InvalidJidException("the localpart has a character that is not allowed there");
            }
        }
        return prepared;
    }

    static String resource(String value) {
        return enforce(PrecisProfiles.OPAQUE_STRING, value, "resource");
    }

    static String domain(String value) {
        String name = value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        return bounded(IDN.toUnicode(name).toLowerCase(Locale.ROOT), "domain");
    }

    private static String enforce(PrecisProfile profile, String value, String part) {
        try {
            return bounded(profile.enforce(value), part);
        } catch (IllegalArgumentException e) {
            throw new InvalidJidException("the " + part + " is not valid: " + e.getMessage());
        }
    }

    private static String bounded(String value, String part) {
        if (value.isEmpty()) {
            throw new InvalidJidException("the " + part + " is empty");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidJidException("the " + part + " is longer than " + MAX_BYTES + " bytes");
        }
        return value;
    }
}
