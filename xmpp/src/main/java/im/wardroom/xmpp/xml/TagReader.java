// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.ArrayList;
import java.util.List;

/// Reads a complete start tag (XML 1.0 §3.1).
final class TagReader {

    private final byte[] source;
    private final int end;
    private final XmlLimits limits;
    private int at;
    private List<Tag.Attribute> attributes = List.of();
    private List<Tag.Declaration> declarations = List.of();

    private TagReader(byte[] source, int at, int end, XmlLimits limits) {
        this.source = source;
        this.at = at;
        this.end = end;
        this.limits = limits;
    }

    /// @param from where the `<` is
    /// @param to behind the `>`
    static Tag read(byte[] source, int from, int to, XmlLimits limits) {
        boolean isEmpty = source[to - 2] == '/';
        return new TagReader(source, from + 1, to - (isEmpty ? 2 : 1), limits).tag(isEmpty);
    }

    private Tag tag(boolean isEmpty) {
        int start = at;
        QName name = name();
        int nameLength = at - start;
        while (true) {
            boolean spaced = skipSpace();
            if (at == end) {
                return new Tag(name, nameLength, attributes, declarations, isEmpty);
            }
            if (!spaced) {
                throw Violation.notWellFormed("A space is missing before an attribute.");
            }
            attribute();
        }
    }

    private void attribute() {
        QName name = name();
        skipSpace();
        if (at == end || source[at] != '=') {
            throw Violation.notWellFormed("An attribute has no value.");
        }
        at++;
        skipSpace();
        String value = value();
        if (name.isDeclaration()) {
            String prefix = name.prefix().isEmpty() ? "" : name.local();
            declarations = append(declarations, new Tag.Declaration(prefix, value), limits.namespaces());
        } else {
            attributes = append(attributes, new Tag.Attribute(name, value), limits.attributes());
        }
    }

    private String value() {
        if (at == end || source[at] != '\'' && source[at] != '"') {
            throw Violation.notWellFormed("An attribute's value has no quotes.");
        }
        byte quote = source[at++];
        int start = at;
        while (at < end && source[at] != quote) {
            at++;
        }
        if (at == end) {
            throw Violation.notWellFormed("An attribute's value has no end.");
        }
        return CharacterData.attribute(source, start, at++);
    }

    private QName name() {
        int start = at;
        while (at < end && source[at] != '=' && !XmlChars.isSpace(source[at])) {
            at++;
        }
        return QName.read(source, start, at, limits.nameBytes());
    }

    private boolean skipSpace() {
        int start = at;
        while (at < end && XmlChars.isSpace(source[at])) {
            at++;
        }
        return at > start;
    }

    private static <T> List<T> append(List<T> list, T added, int limit) {
        if (list.size() == limit) {
            throw Violation.policy("An element has too many attributes or namespaces.");
        }
        List<T> result = list.isEmpty() ? new ArrayList<>(4) : list;
        result.add(added);
        return result;
    }
}
