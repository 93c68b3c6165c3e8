// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.wire.Framing;
import java.util.function.Function;

/// Nothing becomes a stream here.
record NoUpgrade() implements Upgrade {

    @Override
    public String path() {
        return "/nowhere";
    }

    @Override
    public Response answer(Request request) {
        return Response.of(404);
    }

    @Override
    public Framing framing() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Function<Connection, ConnectionHandler> handlers() {
        throw new UnsupportedOperationException();
    }
}
