// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets in requests that can be read in one way only (RFC 9112), and turns everything else away. A connection that was
/// turned away is closed, so that nothing is left on it to be misread.
final class Bouncer {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("PUT", "POST");

    /// Digits of a length; more would be no number of bytes that a disk has.
    private static final int MAX_DIGITS = 15;

    /// Either a request, its body still to come, or the answer with which it is refused.
    sealed interface Outcome {
        record LetIn(Request request) implements Outcome {}

        record TurnedAway(Response response) implements Outcome {}
    }

    private Bouncer() {}

    static Outcome look(HttpRequest request, Peer peer) {
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
        if (!WITHOUT_BODY.contains(method) && !WITH_BODY.contains(method)) {
            return refused(501);
        }
        return length(request, method)
                .<Outcome>map(length -> new Outcome.LetIn(new Request(
                        method,
                        path(request.uri()),
                        host.get(),
                        headers(request),
                        peer,
                        length,
                        InputStream.nullInputStream())))
                .orElseGet(() -> refused(isUnmeasured(request, method) ? 411 : 400));
    }

    private static Outcome refused(int status) {
        return new Outcome.TurnedAway(Response.of(status));
    }

    /// RFC 9110 §15.5.12: a body comes with its length. In pieces (RFC 9112 §7.1) none is taken, however it is said.
    private static boolean isUnmeasured(HttpRequest request, String method) {
        return WITH_BODY.contains(method) && !request.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
    }

    private static Optional<Long> length(HttpRequest request, String method) {
        List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) || lengths.size() > 1) {
            return Optional.empty();
        }
        if (lengths.isEmpty()) {
            return WITH_BODY.contains(method) ? Optional.empty() : Optional.of(0L);
        }
        String digits = lengths.getFirst();
        if (!digits.matches("[0-9]{1," + MAX_DIGITS + '}')) {
            return Optional.empty();
        }
        long length = Long.parseLong(digits);
        return length == 0 || WITH_BODY.contains(method) ? Optional.of(length) : Optional.empty();
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
