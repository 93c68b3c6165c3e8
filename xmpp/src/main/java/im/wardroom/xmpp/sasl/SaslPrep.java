// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.text.Normalizer;

/// Prepares passwords with SASLprep (RFC 4013), which RFC 5802 asks for and which clients apply; the newer
/// OpaqueString profile (RFC 8265 §4.2) gives other keys for compatibility characters, so that users of
/// full-width or ligature forms could not sign in.
///
/// Code points without an assignment in Unicode 3.2 pass, as in a query of RFC 3454 §7: clients send them
/// (emoji are among them) and none of them is looked at by meaning.
final class SaslPrep {

    private SaslPrep() {}

    /// @throws IllegalArgumentException if the password is empty or has a character that is not allowed
    static String password(String text) {
        String prepared = isPlain(text) ? text : Normalizer.normalize(map(text), Normalizer.Form.NFKC);
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        if (prepared.codePoints().anyMatch(SaslPrep::isProhibited)) {
            throw new IllegalArgumentException("the password has a character that is not allowed");
        }
        if (!isDirectionClear(prepared)) {
            throw new IllegalArgumentException("the password mixes directions of writing");
        }
        return prepared;
    }

    static boolean isPassword(String text) {
        try {
            password(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    private static String map(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isSpace(c)) {
                mapped.append(' ');
            } else if (!isMappedToNothing(c)) {
                mapped.appendCodePoint(c);
            }
        });
        return mapped.toString();
    }

    // RFC 3454 C.1.2
    private static boolean isSpace(int c) {
        return c == 0xA0 || c == 0x1680 || c >= 0x2000 && c <= 0x200B || c == 0x202F || c == 0x205F || c == 0x3000;
    }

    // RFC 3454 B.1
    private static boolean isMappedToNothing(int c) {
        return c == 0xAD
                || c == 0x34F
                || c == 0x1806
                || c >= 0x180B && c <= 0x180D
                || c == 0x200C
                || c == 0x200D
                || c == 0x2060
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFEFF;
    }

    private static boolean isProhibited(int c) {
        return Character.isISOControl(c)
                || isSpace(c)
                || isUnsuitable(c)
                || switch (Character.getType(c)) {
                    case Character.SURROGATE, Character.PRIVATE_USE -> true;
                    default -> (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
                };
    }

    // RFC 3454 C.2.2 and C.6 to C.9, as far as no other rule covers them
    private static boolean isUnsuitable(int c) {
        return c == 0x340
                || c == 0x341
                || c == 0x6DD
                || c == 0x70F
                || c == 0x180E
                || c >= 0x200C && c <= 0x200F
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2060 && c <= 0x2063
                || c >= 0x206A && c <= 0x206F
                || c >= 0x2FF0 && c <= 0x2FFB
                || c == 0xFEFF
                || c >= 0xFFF9 && c <= 0xFFFD
                || c >= 0x1D173 && c <= 0x1D17A
                || c == 0xE0001
                || c >= 0xE0020 && c <= 0xE007F;
    }

    // RFC 3454 §6
    private static boolean isDirectionClear(String text) {
        if (text.codePoints().noneMatch(SaslPrep::isRightToLeft)) {
            return true;
        }
        return text.codePoints()
                        .noneMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                && isRightToLeft(text.codePointAt(0))
                && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
            default -> false;
        };
    }
}
