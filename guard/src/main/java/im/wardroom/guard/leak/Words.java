// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

/// Where words and numbers begin and end.
final class Words {

    private Words() {}

    /// No letter or digit is next to it.
    static boolean isAlone(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
                && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }

    /// It goes on beyond a point, a comma or a hyphen, and so is a part of something longer.
    static boolean isPartOfNumber(String text, int start, int end) {
        return start >= 2 && isJoint(text.charAt(start - 1)) && isDigit(text.charAt(start - 2))
                || end + 1 < text.length() && isJoint(text.charAt(end)) && isDigit(text.charAt(end + 1));
    }

    private static boolean isJoint(char c) {
        return c == '.' || c == ',' || c == '-' || c == '/' || c == ':';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
