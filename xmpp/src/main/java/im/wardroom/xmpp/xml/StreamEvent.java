// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// What the parser reads from a stream.
public sealed interface StreamEvent {

    /// The opening tag of the stream; the element has its attributes and no children.
    ///
    /// @param defaultNamespace the default namespace of the stream's content, "" if there is none
    record Opened(Element header, String defaultNamespace) implements StreamEvent {}

    /// A complete first-level element.
    record Received(Element element) implements StreamEvent {}

    /// The closing tag of the stream.
    record Closed() implements StreamEvent {}
}
