// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.wire.Framing;
import java.util.function.Function;

/// The way from HTTP to a stream.
public interface Upgrade {

    /// Where it begins.
    String path();

    /// Agrees with status 101, or refuses. On the connection's loop.
    Response answer(Request request);

    /// For one stream.
    Framing framing();

    /// Makes the handler of each stream.
    Function<Connection, ConnectionHandler> handlers();
}
