// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// The classes of characters of XML 1.0, fifth edition: Char (§2.2), NameStartChar and NameChar (§2.3)
/// without the colon, which Namespaces in XML 1.0 §3 takes out.
final class XmlChars {

    private XmlChars() {}

    static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    static boolean isChar(int c) {
        return c >= 0x20 ? c <= 0xD7FF || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF : isSpace(c);
    }

    static boolean isNameStart(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        }
        return c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7
                || c >= 0x370 && c <= 0x1FFF && c != 0x37E
                || c == 0x200C
                || c == 0x200D
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    static boolean isName(int c) {
        return isNameStart(c)
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == 0xB7
                || c >= 0x300 && c <= 0x36F
                || c == 0x203F
                || c == 0x2040;
    }
}
