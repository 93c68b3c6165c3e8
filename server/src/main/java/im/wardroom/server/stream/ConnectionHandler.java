// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.StreamEvent;

/// Is told what happens on a connection, on the connection's loop.
public interface ConnectionHandler {

    void received(StreamEvent event);

    /// The TLS handshake is complete.
    void secured();

    /// The peer sent what is not allowed; nothing more will be received.
    void failed(StreamError error);

    /// Any bytes came, a whitespace keep-alive included.
    void heard();

    /// The connection is gone. Told once, last.
    void disconnected();
}
