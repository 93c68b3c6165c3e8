// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.bosh.BoshSessions;
import im.wardroom.web.http.HttpServer;
import im.wardroom.web.http.Origins;
import im.wardroom.web.http.Resource;
import im.wardroom.web.site.Site;
import im.wardroom.web.websocket.WebSocketUpgrade;
import im.wardroom.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything over HTTPS, put together, on the loops and with the encryption of the wire, which closes its connections.
public final class Web implements AutoCloseable {

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final BoshSessions bosh;
    private final @Nullable InetSocketAddress address;

    private Web(
            Wire wire,
            WebOptions options,
            Function<String, Optional<Resource>> others,
            Function<Connection, ConnectionHandler> handlers)
            throws IOException {
        Origins origins = new Origins(options.origins());
        bosh = new BoshSessions(options.bosh(), options.strangerLimits(), wire.loops(), handlers);
        InetSocketAddress directTls = wire.directTlsAddress();
        Site site = new Site(
                options.domains(),
                options.addresses(),
                directTls == null ? 0 : directTls.getPort(),
                options.brand(),
                new BoshResource(origins, bosh));
        HttpServer server = new HttpServer(
                options.http(),
                path -> others.apply(path).or(() -> site.find(path)),
                new WebSocketUpgrade(origins, options.strangerLimits(), handlers),
                Site.HEADERS,
                blocking);
        this.address = wire.listenForHttp(options.address(), server::accept);
    }

    /// Listens. May block.
    ///
    /// @param others what there is at a path beside the pages
    /// @param handlers makes the handler of each new stream, on the connection's loop
    /// @throws IOException if the address cannot be had; the message names it
    public static Web listen(
            Wire wire,
            WebOptions options,
            Function<String, Optional<Resource>> others,
            Function<Connection, ConnectionHandler> handlers)
            throws IOException {
        return new Web(wire, options, others, handlers);
    }

    /// Where it listens, or null.
    public @Nullable InetSocketAddress address() {
        return address;
    }

    /// How many streams there are over requests, which are no connections.
    public int sessions() {
        return bosh.count();
    }

    @Override
    public void close() {
        blocking.shutdown();
    }
}
