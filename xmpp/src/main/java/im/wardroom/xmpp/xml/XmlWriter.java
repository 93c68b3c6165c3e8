// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes elements as UTF-8. Prefixes are written for `stream` and `xml` only; everything else declares
/// its namespace as the default one. Characters that XML cannot carry become U+FFFD. Not thread-safe.
public final class XmlWriter {

    private static final String STREAM_PREFIX = "stream:";

    /// Characters of ASCII that stand for themselves, in an attribute and in text.
    private static final boolean[] PLAIN_IN_ATTRIBUTE = plain(true);
    private static final boolean[] PLAIN_IN_TEXT = plain(false);

    private byte[] buffer;
    private int length;

    public XmlWriter(int expectedSize) {
        buffer = new byte[expectedSize];
    }

    /// A first-level node of a stream, where the prefix `stream` is declared if there is an outer namespace.
    public XmlWriter node(Node node, String outerNamespace) {
        return node(node, outerNamespace, true);
    }

    /// A node within an element. It may come to places without a stream, so that it relies on no prefix.
    XmlWriter child(Node node, String outerNamespace) {
        return node(node, outerNamespace, false);
    }

    private XmlWriter node(Node node, String outerNamespace, boolean isOuter) {
        switch (node) {
            case Text text -> escape(text.value(), false);
            case Element element -> element(element, outerNamespace, isOuter);
        }
        return this;
    }

    private void element(Element element, String outerNamespace, boolean isOuter) {
        String prefix = prefix(element.namespace(), isOuter);
        boolean prefixed = !prefix.isEmpty();
        String inner = prefixed ? outerNamespace : element.namespace();
        ascii('<').utf8(prefix).utf8(element.name());
        if (prefix.equals(STREAM_PREFIX) && outerNamespace.isEmpty()) {
            attribute("xmlns:stream", Namespaces.STREAM);
        } else if (!inner.equals(outerNamespace)) {
            attribute("xmlns", inner);
        }
        attributes(element.line());
        if (element.isEmpty()) {
            ascii('/').ascii('>');
            return;
        }
        ascii('>');
        content(element, prefixed, inner);
        ascii('<').ascii('/').utf8(prefix).utf8(element.name()).ascii('>');
    }

    private void content(Element element, boolean prefixed, String inner) {
        byte[] content = element.content();
        if (content != null && !prefixed) {
            raw(content);
        } else {
            for (Node child : element.nodes()) {
                child(child, inner);
            }
        }
    }

    private static String prefix(String namespace, boolean isOuter) {
        return switch (namespace) {
            case Namespaces.STREAM -> isOuter ? STREAM_PREFIX : "";
            case Namespaces.XML -> "xml:";
            default -> "";
        };
    }

    private void attributes(Attributes attributes) {
        int generated = 0;
        for (int i = 0; i < attributes.size(); i++) {
            String key = attributes.key(i);
            if (key.startsWith("{")) {
                int end = key.lastIndexOf('}');
                String prefix = "ns" + generated++;
                attribute("xmlns:" + prefix, key.substring(1, end));
                attribute(prefix + ':' + key.substring(end + 1), attributes.value(i));
            } else {
                attribute(key, attributes.value(i));
            }
        }
    }

    /// ` name='value'`, escaped.
    public XmlWriter attribute(String name, String value) {
        ascii(' ').utf8(name).ascii('=').ascii('\'');
        escape(value, true);
        return ascii('\'');
    }

    public XmlWriter raw(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    public XmlWriter utf8(String text) {
        return utf8(text, 0, text.length());
    }

    /// Nearly all characters are of ASCII, one byte each; from the first that is not, the JDK encodes.
    private XmlWriter utf8(String text, int from, int to) {
        ensure(to - from);
        byte[] target = buffer;
        int at = length;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = at;
                return raw(text.substring(i, to).getBytes(StandardCharsets.UTF_8));
            }
            target[at++] = (byte) c;
        }
        length = at;
        return this;
    }

    private XmlWriter ascii(char c) {
        ensure(1);
        buffer[length++] = (byte) c;
        return this;
    }

    /// Nearly all texts are plain from the first to the last character, and are copied as they are looked at.
    private void escape(String text, boolean inAttribute) {
        boolean[] plain = inAttribute ? PLAIN_IN_ATTRIBUTE : PLAIN_IN_TEXT;
        int end = text.length();
        ensure(end);
        byte[] target = buffer;
        int at = length;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= plain.length || !plain[c]) {
                length = at;
                escapeFrom(text, i, inAttribute);
                return;
            }
            target[at++] = (byte) c;
        }
        length = at;
    }

    private void escapeFrom(String text, int from, boolean inAttribute) {
        int plainFrom = from;
        for (int i = from; i < text.length(); i++) {
            String replacement = replacement(text.charAt(i), inAttribute);
            if (replacement != null) {
                utf8(text, plainFrom, i).utf8(replacement);
                plainFrom = i + 1;
            }
        }
        utf8(text, plainFrom, text.length());
    }

    private static boolean[] plain(boolean inAttribute) {
        boolean[] plain = new boolean[0x80];
        for (char c = 0; c < plain.length; c++) {
            plain[c] = replacement(c, inAttribute) == null;
        }
        return plain;
    }

    private static @Nullable String replacement(char c, boolean inAttribute) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\'' -> inAttribute ? "&apos;" : null;
            case '\r' -> "&#xD;";
            case '\n' -> inAttribute ? "&#xA;" : null;
            case '\t' -> inAttribute ? "&#x9;" : null;
            default -> XmlChars.isChar(c) || Character.isSurrogate(c) ? null : "\uFFFD";
        };
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    public byte[] toByteArray() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }
}
