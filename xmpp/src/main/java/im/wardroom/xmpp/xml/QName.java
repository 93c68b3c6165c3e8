// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.nio.charset.StandardCharsets;

/// The name of an element or attribute as it is written.
///
/// @param prefix "" if there is none
record QName(String prefix, String local) {

    /// @throws im.wardroom.xmpp.stanza.StreamException if the bytes are no name of Namespaces in XML 1.0 §4
    static QName read(byte[] source, int from, int to, int limit) {
        if (to - from > limit) {
            throw Violation.policy("A name is too long.");
        }
        int colon = -1;
        boolean starts = true;
        for (int at = from; at < to; ) {
            int c = Utf8.codePoint(source, at, to);
            if (c == ':' && colon < 0 && !starts) {
                colon = at;
                starts = true;
            } else if (starts ? XmlChars.isNameStart(c) : XmlChars.isName(c)) {
                starts = false;
            } else {
                throw Violation.notWellFormed("This is not a name.");
            }
            at += Utf8.length(c);
        }
        if (starts) {
            throw Violation.notWellFormed("A name is missing.");
        }
        return colon < 0
                ? new QName("", text(source, from, to))
                : new QName(text(source, from, colon), text(source, colon + 1, to));
    }

    private static String text(byte[] source, int from, int to) {
        return new String(source, from, to - from, StandardCharsets.UTF_8);
    }

    boolean isDeclaration() {
        return prefix.equals("xmlns") || prefix.isEmpty() && local.equals("xmlns");
    }
}
