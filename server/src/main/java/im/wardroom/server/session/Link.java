// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.stream.Connection;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// The connection that a session has at the moment, if it has one. Whether the session goes on without it, the session
/// decides, to which this belongs.
final class Link {

    private @Nullable Connection connection;

    Link(Connection connection) {
        this.connection = connection;
    }

    /// Null while there is none.
    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isUp() {
        return connection != null;
    }

    boolean leadsOver(Connection one) {
        return connection == one;
    }

    void moveTo(Connection replacement) {
        connection = replacement;
    }

    void write(Element element) {
        Connection current = connection;
        if (current != null) {
            current.write(element.toBytes());
        }
    }

    void read(boolean on) {
        Connection current = connection;
        if (current != null) {
            current.loop().run(() -> current.read(on));
        }
    }

    /// Leaves the connection, which is gone or goes.
    @Nullable
    Connection leave() {
        Connection left = connection;
        connection = null;
        return left;
    }

    /// Leaves the connection with a stream error, if there is one.
    void goodbye(StreamError error) {
        Connection left = leave();
        if (left != null) {
            left.write(error.toElement().toBytes());
            left.end();
        }
    }
}
