// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.time.Duration;

/// What a connection may do before it has become a stream.
///
/// @param maxLine the first line of a request, in bytes
/// @param maxHeaders all its headers
/// @param requestTimeout from the handshake, or the last answer, to a whole request without its body
/// @param minPace bytes of a body that must come in each `requestTimeout` that the server waits for them
/// @param answerTimeout in which a client must have taken an answer, or the next megabyte of a long one
/// @param maxVisitors connections that are not streams; the oldest, if possible without a request, gives way to a new
/// one
/// @param maxVisitorsPerAddress those of one address; past it, new ones are closed
public record HttpOptions(
        int maxLine,
        int maxHeaders,
        Duration requestTimeout,
        int minPace,
        Duration answerTimeout,
        int maxVisitors,
        int maxVisitorsPerAddress) {

    public static final HttpOptions DEFAULT =
            new HttpOptions(4096, 16 * 1024, Duration.ofSeconds(30), 32 * 1024, Duration.ofMinutes(2), 5_000, 500);

    public HttpOptions withVisitors(int inAll, int perAddress) {
        return new HttpOptions(maxLine, maxHeaders, requestTimeout, minPace, answerTimeout, inAll, perAddress);
    }

    public HttpOptions withTimeouts(Duration request, Duration answer) {
        return new HttpOptions(maxLine, maxHeaders, request, minPace, answer, maxVisitors, maxVisitorsPerAddress);
    }
}
