// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
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

    static final Node[] NO_CHILDREN = {};

    private final String namespace;
    private final String name;
    private final Attributes attributes;
    private final Node[] children;
    private final byte @Nullable [] content;

    private Element(String namespace, String name, Attributes attributes, Node[] children, byte @Nullable [] content) {
        this.namespace = namespace;
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.content = content;
    }

    public static Element of(String namespace, String name) {
        return new Element(namespace, name, Attributes.NONE, NO_CHILDREN, null);
    }

    public static Element of(String namespace, String name, String text) {
        return of(namespace, name).withText(text);
    }

    public static Element of(String namespace, String name, Node... children) {
        return new Element(namespace, name, Attributes.NONE, children.clone(), null);
    }

    /// For the parser. `content`, if given, is the source of the children: valid XML where
    /// `namespace` is the default namespace and no prefix is declared. The arguments are not copied.
    static Element parsed(
            String namespace, String name, Attributes attributes, Node[] children, byte @Nullable [] content) {
        return new Element(namespace, name, attributes, children, content);
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
        String value = attributes.get(key);
        return value == null ? fallback : value;
    }

    public int childCount() {
        return children.length;
    }

    /// The same as in [#children()], for who looks at each of very many stanzas.
    public Node childAt(int index) {
        return children[index];
    }

    public List<Node> children() {
        return Collections.unmodifiableList(Arrays.asList(children));
    }

    /// The attributes, for who goes along their line.
    Attributes line() {
        return attributes;
    }

    /// Not to be changed.
    Node[] nodes() {
        return children;
    }

    /// About how many bytes its content takes, for who weighs it.
    public int size() {
        if (content != null) {
            return content.length;
        }
        int size = 0;
        for (Node node : children) {
            size += switch (node) {
                case Element child -> child.size() + 2 * child.name.length() + child.namespace.length();
                case Text text -> text.value().length();
            };
        }
        return size;
    }

    boolean isEmpty() {
        return content == null ? children.length == 0 : content.length == 0;
    }

    public Stream<Element> elements() {
        return Arrays.stream(children).filter(Element.class::isInstance).map(Element.class::cast);
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
        for (Node node : children) {
            if (node instanceof Element e) {
                return e;
            }
        }
        return null;
    }

    /// The text directly inside of this element, joined.
    public String text() {
        if (children.length == 1 && children[0] instanceof Text text) {
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
        Attributes changed = attributes.with(key, value);
        return changed == attributes ? this : new Element(namespace, name, changed, children, content);
    }

    public Element with(Node child) {
        Node[] changed = Arrays.copyOf(children, children.length + 1);
        changed[children.length] = child;
        byte[] bytes = null;
        if (content != null) {
            XmlWriter writer = new XmlWriter(content.length + 128);
            writer.raw(content);
            writer.child(child, namespace);
            bytes = writer.toByteArray();
        }
        return new Element(namespace, name, attributes, changed, bytes);
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
        Node[] kept = Arrays.stream(children)
                .filter(n -> !(n instanceof Element e && e.is(namespace, name)))
                .toArray(Node[]::new);
        return new Element(this.namespace, this.name, attributes, kept, null);
    }

    /// A copy of that name and these attributes and children in another namespace.
    public Element inNamespace(String changed) {
        return new Element(changed, name, attributes, children, null);
    }

    /// A copy with other children.
    public Element withChildren(List<? extends Node> replaced) {
        return new Element(namespace, name, attributes, replaced.toArray(Node[]::new), null);
    }

    /// The same, with its content written once and for all: for what goes to many.
    public Element rendered() {
        if (content != null) {
            return this;
        }
        XmlWriter writer = new XmlWriter(512);
        for (Node child : children) {
            writer.child(child, namespace);
        }
        return new Element(namespace, name, attributes, children, writer.toByteArray());
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
                && Arrays.equals(children, e.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(namespace, name, attributes, Arrays.hashCode(children));
    }
}
