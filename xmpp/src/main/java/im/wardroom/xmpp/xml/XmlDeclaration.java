// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The XML declaration at the start of a stream (XML 1.0 §2.8; RFC 6120 §11.5, §11.6).
final class XmlDeclaration {

    private static final String SPACE = "[ \\t\\r\\n]";
    private static final Pattern FORM = Pattern.compile("<\\?xml" + field("version", "[a-zA-Z0-9_.:-]+")
            + "(?:" + field("encoding", "[A-Za-z][A-Za-z0-9._-]*") + ")?"
            + "(?:" + field("standalone", "yes|no") + ")?"
            + SPACE + "*\\?>");

    private XmlDeclaration() {}

    static void check(byte[] source, int from, int to) {
        String text = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
        if (text.length() > 5 && text.startsWith("<?xml") && XmlChars.isSpace(text.charAt(5))) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw Violation.notWellFormed("The XML declaration is not valid.");
            }
            checkSupported(form.group("version"), form.group("encoding"));
        } else {
            throw Violation.restricted("Processing instructions are not allowed.");
        }
    }

    private static void checkSupported(String version, @Nullable String encoding) {
        if (!version.equals("1.0")) {
            throw Violation.notWellFormed("Only XML 1.0 is supported.");
        }
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw Violation.encoding("Only UTF-8 is supported.");
        }
    }

    private static String field(String name, String value) {
        String quote = name.charAt(0) + "q";
        return SPACE + "+" + name + SPACE + "*=" + SPACE + "*(?<" + quote + ">['\"])(?<" + name + ">" + value + ")\\k<"
                + quote + ">";
    }
}
