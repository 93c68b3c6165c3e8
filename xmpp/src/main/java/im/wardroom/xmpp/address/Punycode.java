// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// Decodes the part of an A-label behind `xn--` (RFC 3492). The JDK's own decoder follows IDNA2003 and refuses
/// labels that IDNA2008 allows, such as those with a sharp s.
final class Punycode {

    private static final int BASE = 36;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 26;

    private Punycode() {}

    // RFC 3492 §6.2
    static String decode(String text) {
        int delimiter = text.lastIndexOf('-');
        StringBuilder output = new StringBuilder(text.substring(0, Math.max(delimiter, 0)));
        int length = output.length();
        int n = 0x80;
        int i = 0;
        int bias = 72;
        for (int at = delimiter + 1; at < text.length(); length++, i++) {
            int start = i;
            int weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < text.length() ? digit(text.charAt(at++)) : BASE;
                if (digit == BASE || digit > (Integer.MAX_VALUE - i) / weight) {
                    throw DomainName.invalid();
                }
                i += digit * weight;
                int threshold = Math.clamp(k - bias, LOWEST, HIGHEST);
                if (digit < threshold) {
                    break;
                }
                weight = times(weight, BASE - threshold);
            }
            bias = adapt(i - start, length + 1, start == 0);
            n += i / (length + 1);
            i %= length + 1;
            insert(output, i, n);
        }
        return output.toString();
    }

    private static void insert(StringBuilder output, int position, int codePoint) {
        if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT || codePoint >= 0xD800 && codePoint <= 0xDFFF) {
            throw DomainName.invalid();
        }
        output.insert(output.offsetByCodePoints(0, position), Character.toString(codePoint));
    }

    private static int times(int weight, int factor) {
        if (weight > Integer.MAX_VALUE / factor) {
            throw DomainName.invalid();
        }
        return weight * factor;
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : BASE;
    }

    // RFC 3492 §6.1
    private static int adapt(int distance, int length, boolean isFirst) {
        int delta = isFirst ? distance / 700 : distance / 2;
        delta += delta / length;
        int k = 0;
        for (; delta > (BASE - LOWEST) * HIGHEST / 2; k += BASE) {
            delta /= BASE - LOWEST;
        }
        return k + (BASE - LOWEST + 1) * delta / (delta + 38);
    }
}
