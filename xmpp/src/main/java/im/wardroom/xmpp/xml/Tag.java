// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.List;

/// A start tag as it is written: names are not resolved yet.
///
/// @param nameLength bytes of the element's name, which starts after the `<`
/// @param declarations prefixes ("" for the default) and namespaces
record Tag(QName name, int nameLength, List<Attribute> attributes, List<Declaration> declarations, boolean isEmpty) {

    record Attribute(QName name, String value) {}

    record Declaration(String prefix, String namespace) {}
}
