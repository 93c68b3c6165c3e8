// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.Namespaces;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The namespaces that are in force at one place of a stream (Namespaces in XML 1.0). A look-up takes the
/// same time however many were declared.
final class NamespaceScope {

    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final Binding XML = new Binding("xml", Namespaces.XML, Integer.MAX_VALUE, null);
    private static final Binding NO_DEFAULT = new Binding("", "", 0, null);

    /// @param depth of the element that declares it: 0 is the stream
    record Binding(
            String prefix,
            String namespace,
            int depth,
            @Nullable Binding outer) {}

    private final Map<String, Binding> current = new HashMap<>(4);
    private final Deque<Binding> declared = new ArrayDeque<>(2);

    void declare(String prefix, String namespace, int depth) {
        boolean isXml = prefix.equals("xml");
        if (prefix.equals("xmlns") || namespace.equals(XMLNS) || isXml != namespace.equals(Namespaces.XML)) {
            throw Violation.prefix("The prefixes xml and xmlns keep their namespaces.");
        }
        if (namespace.isEmpty() && !prefix.isEmpty()) {
            throw Violation.notWellFormed("A prefix cannot be undeclared.");
        }
        if (isXml) {
            return;
        }
        Binding outer = current.get(prefix);
        if (outer != null && outer.depth() == depth) {
            throw Violation.notWellFormed("A namespace is declared twice.");
        }
        Binding binding = new Binding(prefix, namespace, depth, outer);
        current.put(prefix, binding);
        declared.push(binding);
    }

    /// Takes back what the element at this depth declared.
    void leave(int depth) {
        while (!declared.isEmpty() && declared.peek().depth() == depth) {
            Binding binding = declared.pop();
            if (binding.outer() == null) {
                current.remove(binding.prefix());
            } else {
                current.put(binding.prefix(), binding.outer());
            }
        }
    }

    /// @param prefix "" for the default namespace
    Binding resolve(String prefix) {
        if (prefix.equals("xml")) {
            return XML;
        }
        Binding binding = current.get(prefix);
        if (binding == null) {
            if (prefix.isEmpty()) {
                return NO_DEFAULT;
            }
            throw Violation.prefix("A prefix is not declared.");
        }
        return binding;
    }
}
