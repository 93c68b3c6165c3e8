// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import java.net.Inet6Address;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import rocks.xmpp.precis.PrecisProfiles;

/// The normal form of a domain: labels in Unicode and lower case (RFC 7622 §3.2, RFC 5890 §2.3), or an IP
/// literal. Looks nothing up.
///
/// What IDNA2008 allows in a label is what the class of identifiers of PRECIS allows (RFC 8264 §4.2), but
/// for ASCII characters other than letters, digits and the hyphen.
final class DomainName {

    private static final int MAX_LABEL = 63;
    private static final String ACE = "xn--";

    private DomainName() {}

    static String prepare(String name) {
        if (name.startsWith("[")) {
            return ipv6(name);
        }
        if (isNormal(name)) {
            return name;
        }
        // The full stops of RFC 3490 §3.1 are those that keyboards of East Asia give.
        String[] labels = name.replaceAll("[\u3002\uff0e\uff61]", ".").split("\\.", -1);
        return Arrays.stream(labels).map(DomainName::label).collect(Collectors.joining("."));
    }

    /// Small letters and digits of ASCII, single hyphens between them: most names are, and mean themselves.
    private static boolean isNormal(String name) {
        int label = 0;
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean separates = c == '.' || c == '-';
            if (separates ? !isLetterOrDigit(before) || i - label > MAX_LABEL : !isLetterOrDigit(c)) {
                return false;
            }
            label = c == '.' ? i + 1 : label;
            before = c;
        }
        return isLetterOrDigit(before) && name.length() - label <= MAX_LABEL;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static String ipv6(String name) {
        String address = name.endsWith("]") ? name.substring(1, name.length() - 1) : "";
        boolean plain = address.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x7F || c == ':' || c == '.');
        if (!plain || address.indexOf(':') < 0) {
            throw invalid();
        }
        try {
            Inet6Address.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new InvalidJidException("the domain is not an IPv6 address");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static String label(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            throw invalid();
        }
        boolean isAscii = label.chars().allMatch(c -> c < 0x80);
        String prepared = isAscii
                ? label.toLowerCase(Locale.ROOT)
                : Precis.enforce(PrecisProfiles.USERNAME_CASE_MAPPED, label, "domain");
        if (prepared.startsWith(ACE)) {
            return unicode(prepared);
        }
        check(prepared);
        return prepared;
    }

    /// An A-label stands for the U-label that it encodes, if that is one.
    private static String unicode(String label) {
        String decoded = Punycode.decode(label.substring(ACE.length()));
        boolean isUnicode = decoded.chars().anyMatch(c -> c >= 0x80);
        if (!isUnicode
                || !Precis.enforce(PrecisProfiles.USERNAME_CASE_MAPPED, decoded, "domain")
                        .equals(decoded)) {
            throw invalid();
        }
        check(decoded);
        return decoded;
    }

    // RFC 5891 §4.2.3
    private static void check(String label) {
        boolean allowed =
                label.chars().allMatch(c -> c >= 0x80 || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        if (!allowed
                || label.startsWith("-")
                || label.endsWith("-")
                || label.startsWith("--", 2)
                || isMark(label.codePointAt(0))) {
            throw invalid();
        }
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    static InvalidJidException invalid() {
        return new InvalidJidException("the domain is not a name or an IP address");
    }
}
