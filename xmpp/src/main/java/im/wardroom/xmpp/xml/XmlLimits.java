// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// What one stream may make the parser hold. Passing a limit is a `policy-violation` stream error
/// (RFC 6120 §4.9.3.14).
///
/// @param stanzaBytes bytes of one first-level element, its tags included
/// @param depth nesting, counted from the stanza as 1
/// @param attributes attributes of one element, namespace declarations not counted
/// @param nameBytes bytes of one element or attribute name, its prefix included
/// @param namespaces namespace declarations of one element
public record XmlLimits(int stanzaBytes, int depth, int attributes, int nameBytes, int namespaces) {

    public static final XmlLimits DEFAULT = new XmlLimits(256 * 1024, 64, 64, 512, 32);

    public XmlLimits withStanzaBytes(int bytes) {
        return new XmlLimits(bytes, depth, attributes, nameBytes, namespaces);
    }
}
