// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.nio.charset.StandardCharsets;

/// The message of one pair, serialised once; only the digits of its number change. Reads such numbers, too.
final class Numbered {

    static final int DIGITS = 10;
    private static final byte[] BODY = "<body".getBytes(StandardCharsets.US_ASCII);
    private static final String FILLER =
            " Shall I compare thee to a summer's day? Thou art more lovely and more temperate: Rough winds do shake the"
                    + " darling buds of May, And summer's lease hath all too short a date.";

    private final byte[] bytes;
    private final int idAt;
    private final int bodyAt;

    /// @param type of the message
    /// @param bodyBytes length of the body, its number included
    Numbered(String type, String to, int bodyBytes) {
        String zeros = "0".repeat(DIGITS);
        String filler = FILLER.repeat(1 + bodyBytes / FILLER.length()).substring(0, bodyBytes - DIGITS);
        String text = "<message type='" + type + "' id='" + zeros + "' to='" + to + "'><body>" + zeros + filler
                + "</body></message>";
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        idAt = text.indexOf(zeros);
        bodyAt = text.lastIndexOf(zeros);
    }

    byte[] with(long number) {
        write(number, idAt);
        write(number, bodyAt);
        return bytes;
    }

    private void write(long number, int at) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /// The number in a stanza's body, or -1 if it has no numbered body.
    static long read(byte[] stanza, int from, int to) {
        for (int i = from; i < to - BODY.length - DIGITS; i++) {
            if (stanza[i] == '<' && stanza[i + 1] == 'b' && isBody(stanza, i)) {
                int at = i + BODY.length;
                while (at < to && stanza[at] != '>') {
                    at++;
                }
                return digits(stanza, at + 1, to);
            }
        }
        return -1;
    }

    private static boolean isBody(byte[] stanza, int at) {
        for (int i = 2; i < BODY.length; i++) {
            if (stanza[at + i] != BODY[i]) {
                return false;
            }
        }
        return true;
    }

    private static long digits(byte[] stanza, int at, int to) {
        if (at + DIGITS > to) {
            return -1;
        }
        long number = 0;
        for (int i = at; i < at + DIGITS; i++) {
            int digit = stanza[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
