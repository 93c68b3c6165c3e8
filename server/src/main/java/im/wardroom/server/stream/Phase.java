// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// One phase of a client stream. Lives on the connection's loop.
sealed interface Phase permits Securing, Authenticating, Binding, Established {

    /// What the server offers when the client opens a stream in this phase.
    List<Element> features();

    /// A first-level element.
    ///
    /// @throws im.wardroom.xmpp.stanza.StreamException if it is not allowed in this phase
    void received(Element element);

    /// The client closed its stream.
    default void closed() {}

    /// The connection is gone.
    default void disconnected() {}
}
