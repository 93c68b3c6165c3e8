// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.nio.charset.StandardCharsets;

/// Turns the bytes of text, CDATA sections and attribute values into strings: references are replaced
/// (XML 1.0 §4.1), line ends and attribute values normalised (§2.11, §3.3.3), characters checked (§2.2).
final class CharacterData {

    private enum Kind {
        TEXT,
        CDATA,
        ATTRIBUTE
    }

    private CharacterData() {}

    static String text(byte[] source, int from, int to) {
        return read(source, from, to, Kind.TEXT);
    }

    static String cdata(byte[] source, int from, int to) {
        return read(source, from, to, Kind.CDATA);
    }

    static String attribute(byte[] source, int from, int to) {
        return read(source, from, to, Kind.ATTRIBUTE);
    }

    private static String read(byte[] source, int from, int to, Kind kind) {
        int plain = from;
        while (plain < to && isPlain(source[plain], kind)) {
            plain++;
        }
        String head = new String(source, from, plain - from, StandardCharsets.ISO_8859_1);
        return plain == to ? head : decode(source, plain, to, kind, new StringBuilder(to - from).append(head));
    }

    /// Stands for itself in every kind of text: most text is nothing else.
    private static boolean isPlain(byte b, Kind kind) {
        return b >= ' ' ? b != '&' && b != ']' : b == '\n' && kind != Kind.ATTRIBUTE;
    }

    private static String decode(byte[] source, int from, int to, Kind kind, StringBuilder out) {
        int at = from;
        while (at < to) {
            int c = Utf8.codePoint(source, at, to);
            at += Utf8.length(c);
            if (c == '&' && kind != Kind.CDATA) {
                int end = Reference.end(source, at, to);
                out.appendCodePoint(Reference.value(source, at, end));
                at = end + 1;
            } else if (c == '\r') {
                out.append(kind == Kind.ATTRIBUTE ? ' ' : '\n');
                at += at < to && source[at] == '\n' ? 1 : 0;
            } else if (kind == Kind.ATTRIBUTE && XmlChars.isSpace(c)) {
                out.append(' ');
            } else {
                check(c, source, at, to, kind);
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static void check(int c, byte[] source, int next, int to, Kind kind) {
        if (!XmlChars.isChar(c)) {
            throw Violation.notWellFormed("A character is not allowed in XML.");
        }
        if (c == ']' && kind == Kind.TEXT && next + 1 < to && source[next] == ']' && source[next + 1] == '>') {
            throw Violation.notWellFormed("]]> is not allowed in text.");
        }
    }
}
