// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Lets in requests that can be read in one way only (RFC 9112), and turns everything else away. A connection that was
/// turned away is closed, so that nothing is left on it to be misread.
final class Bouncer {

    /// Either a request or the status with which it is refused.
    sealed interface Outcome {
        record LetIn(Request request) implements Outcome {}

        record TurnedAway(Response response) implements Outcome {}
    }

    private Bouncer() {}

    static Outcome look(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return refused(
                    switch (request.decoderResult().cause()) {
                        case TooLongHttpLineException _ -> 414;
                        case TooLongHttpHeaderException _ -> 431;
                        default -> 400;
                    });
        }
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return refused(505);
        }
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        Optional<Host> host = hosts.size() == 1 ? Host.parse(hosts.getFirst()) : Optional.empty();
        if (host.isEmpty() || !request.uri().startsWith("/")) {
            return refused(400);
        }
        String method = request.method().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Outcome.TurnedAway(Response.of(405).with("allow", "GET, HEAD"));
        }
        if (hasBody(request)) {
            return refused(400);
        }
        return new Outcome.LetIn(new Request(method, path(request.uri()), host.get(), headers(request)));
    }

    private static Outcome refused(int status) {
        return new Outcome.TurnedAway(Response.of(status));
    }

    /// Whatever length is claimed and however: nothing here is read with a body.
    private static boolean hasBody(HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH).stream()
                        .anyMatch(length -> !length.equals("0"));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static Map<String, List<String>> headers(HttpRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (Map.Entry<String, String> entry : request.headers()) {
            headers.computeIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(entry.getValue());
        }
        return headers;
    }
}
