// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.wire.SecureChannel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Speaks HTTP/1.1 on the connections that it is given. Thread-safe.
public final class HttpServer {

    private final HttpOptions options;
    private final Function<String, Optional<Resource>> site;
    private final Upgrade upgrade;
    private final Map<String, String> seal;
    private final Executor blocking;
    private final Visitors visitors;

    /// @param site what there is at a path
    /// @param seal headers of every answer that does not have its own
    /// @param blocking runs what may block
    public HttpServer(
            HttpOptions options,
            Function<String, Optional<Resource>> site,
            Upgrade upgrade,
            Map<String, String> seal,
            Executor blocking) {
        this.options = options;
        this.site = site;
        this.upgrade = upgrade;
        this.seal = Map.copyOf(seal);
        this.blocking = blocking;
        this.visitors = new Visitors(options.maxVisitors(), options.maxVisitorsPerAddress());
    }

    /// The pipeline of a new connection. On the connection's loop.
    public void accept(SecureChannel secure) {
        HttpConnection connection = new HttpConnection(secure, this);
        secure.channel().pipeline().addLast(new HttpServerCodec(strict())).addLast(connection);
        connection.begin();
    }

    private HttpDecoderConfig strict() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(options.maxLine())
                .setMaxHeaderSize(options.maxHeaders())
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true)
                .setStrictLineParsing(true);
    }

    void removeCodec(ChannelPipeline pipeline) {
        pipeline.remove(HttpServerCodec.class);
    }

    Response seal(Response response) {
        Response sealed = response;
        for (Map.Entry<String, String> header : seal.entrySet()) {
            if (!response.headers().containsKey(header.getKey())) {
                sealed = sealed.with(header.getKey(), header.getValue());
            }
        }
        return sealed;
    }

    HttpOptions options() {
        return options;
    }

    Function<String, Optional<Resource>> site() {
        return site;
    }

    Upgrade upgrade() {
        return upgrade;
    }

    Executor blocking() {
        return blocking;
    }

    Visitors visitors() {
        return visitors;
    }
}
