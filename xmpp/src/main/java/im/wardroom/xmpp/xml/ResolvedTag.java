// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// A start tag with its names resolved to namespaces.
///
/// @param outermostPrefix the smallest depth at which a prefix was declared that the tag uses
record ResolvedTag(String namespace, Attributes attributes, int outermostPrefix) {

    /// Declares the tag's namespaces at its depth and resolves its names.
    static ResolvedTag of(Tag tag, NamespaceScope scope, int depth) {
        for (Tag.Declaration declaration : tag.declarations()) {
            scope.declare(declaration.prefix(), declaration.namespace(), depth);
        }
        NamespaceScope.Binding element = scope.resolve(tag.name().prefix());
        int outermost = tag.name().prefix().isEmpty() ? Integer.MAX_VALUE : element.depth();
        String[] pairs = new String[2 * tag.attributes().size()];
        int used = 0;
        for (Tag.Attribute attribute : tag.attributes()) {
            String prefix = attribute.name().prefix();
            String key = attribute.name().local();
            if (prefix.equals("xml")) {
                key = "xml:" + key;
            } else if (!prefix.isEmpty()) {
                NamespaceScope.Binding binding = scope.resolve(prefix);
                outermost = Math.min(outermost, binding.depth());
                key = '{' + binding.namespace() + '}' + key;
            }
            if (Attributes.find(pairs, used, key) >= 0) {
                throw Violation.notWellFormed("An attribute is there twice.");
            }
            pairs[used++] = key;
            pairs[used++] = attribute.value();
        }
        return new ResolvedTag(element.namespace(), Attributes.of(pairs), outermost);
    }
}
