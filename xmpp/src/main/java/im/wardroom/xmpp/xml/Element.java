// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An immutable XML element. One that was parsed keeps the bytes of its content, so that it is not
/// serialised again when it is forwarded; stamping attributes or adding children keeps them.
///
/// Attributes are keyed by their local name; `xml:lang` by that name; other qualified attributes by
/// `{namespace}name`.
public final class Element implements Node {

    private final String namespace;
    private final String name;
    private final Map<String, String> attributes;
    private final List<Node> children;
    private final byte @Nullable [] content;

    private Element(
            String namespace,
            String name,
            Map<String, String> attributes,
            List<Node> children,
            byte @Nullable [] content) {
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.content = content;
    }

    public static Element of(String namespace, String name) {
        return new Element(namespace, name, Map.of(), List.of(), null);
    }

    public static Element of(String namespace, String name, String text) {
        return of(namespace, name).withText(text);
    }

    public static Element of(String namespace, String name, Node... children) {
        return new Element(namespace, name, Map.of(), List.of(children), null);
    }

    /// For the parser. `content`, if given, is the source of the children: valid XML where
    /// `namespace` is the default namespace and no prefix is declared. The arguments are not copied.
    static Element parsed(
            String namespace,
            String name,
            Map<String, String> attributes,
            List<Node> children,
            byte @Nullable [] content) {
        return new Element(
                namespace,
                name,
                Collections.unmodifiableMap(attributes),
                Collections.unmodifiableList(children),
                content);
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    public boolean is(String namespace, String name) {
        return this.name.equals(name) && this.namespace.equals(namespace);
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    public @Nullable String attribute(String key) {
        return attributes.get(key);
    }

    public String attribute(String key, String fallback) {
        return attributes.getOrDefault(key, fallback);
    }

    public List<Node> children() {
        return children;
    }

    public Stream<Element> elements() {
        return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
    }

    public Stream<Element> elements(String namespace, String name) {
        return elements().filter(e -> e.is(namespace, name));
    }

    public @Nullable Element child(String namespace, String name) {
        for (Node node : children) {
            if (node instanceof Element e && e.is(namespace, name)) {
                return e;
            }
        }
        return null;
    }

    public Optional<Element> find(String namespace, String name) {
        return Optional.ofNullable(child(namespace, name));
    }

    public boolean has(String namespace, String name) {
        return child(namespace, name) != null;
    }

    public @Nullable Element firstElement() {
        return elements().findFirst().orElse(null);
    }

    /// The text directly inside of this element, joined.
    public String text() {
        if (children.size() == 1 && children.getFirst() instanceof Text text) {
            return text.value();
        }
        StringBuilder joined = new StringBuilder();
        for (Node node : children) {
            if (node instanceof Text text) {
                joined.append(text.value());
            }
        }
        return joined.toString();
    }

    /// A copy with the attribute set, or removed where `value` is null.
    public Element with(String key, @Nullable String value) {
        if (Objects.equals(attributes.get(key), value)) {
            return this;
        }
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return new Element(namespace, name, Collections.unmodifiableMap(changed), children, content);
    }

    public Element with(Node child) {
        List<Node> changed = new ArrayList<>(children.size() + 1);
        changed.addAll(children);
        changed.add(child);
        byte[] bytes = null;
        if (content != null) {
            XmlWriter writer = new XmlWriter(content.length + 128);
            writer.raw(content);
            writer.child(child, namespace);
            bytes = writer.toByteArray();
        }
        return new Element(namespace, name, attributes, Collections.unmodifiableList(changed), bytes);
    }

    public Element withText(String text) {
        return with(new Text(text));
    }

    public Element withAll(List<? extends Node> added) {
        Element result = this;
        for (Node node : added) {
            result = result.with(node);
        }
        return result;
    }

    /// A copy without the children that have this name.
    public Element without(String namespace, String name) {
        if (!has(namespace, name)) {
            return this;
        }
        List<Node> kept = children.stream()
                .filter(n -> !(n instanceof Element e && e.is(namespace, name)))
                .toList();
        return new Element(this.namespace, this.name, attributes, kept, null);
    }

    /// A copy with other children.
    public Element withChildren(List<? extends Node> replaced) {
        return new Element(namespace, name, attributes, List.copyOf(replaced), null);
    }

    byte @Nullable [] content() {
        return content;
    }

    /// UTF-8, for a place where `outerNamespace` is the default namespace.
    public byte[] toBytes(String outerNamespace) {
        XmlWriter writer = new XmlWriter(content == null ? 256 : content.length + 256);
        writer.node(this, outerNamespace);
        return writer.toByteArray();
    }

    /// Reads what [#toBytes(String)] wrote for the same outer namespace. No limits: they held when it came.
    ///
    /// @throws IllegalStateException if it is something else
    public static Element read(byte[] bytes, String outerNamespace) {
        int none = Integer.MAX_VALUE / 2;
        StreamParser parser = new StreamParser(new XmlLimits(none, none, none, none, none));
        byte[] outer = of(outerNamespace, "outer").toBytes("");
        parser.feed(outer, 0, outer.length - 2);
        parser.feed(new byte[] {'>'}, 0, 1);
        parser.feed(bytes, 0, bytes.length);
        parser.next();
        if (parser.next() instanceof StreamEvent.Received(Element element)) {
            return element;
        }
        throw new IllegalStateException("no element was kept here");
    }

    /// UTF-8, for a client stream (the default namespace is `jabber:client`).
    public byte[] toBytes() {
        return toBytes(Namespaces.CLIENT);
    }

    /// A document of its own: every namespace is declared.
    @Override
    public String toString() {
        return new String(toBytes(""), StandardCharsets.UTF_8);
    }

    /// Equal in meaning: the source's form and the order of attributes do not matter.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Element e
                && name.equals(e.name)
                && namespace.equals(e.namespace)
                && attributes.equals(e.attributes)
                && children.equals(e.children);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {namespace, name, attributes, children});
    }
}
