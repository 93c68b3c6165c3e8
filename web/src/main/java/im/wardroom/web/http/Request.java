// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request, with its body to be read.
///
/// @param path without the query; compared as it is, and never decoded
/// @param headers by their names in lower case
/// @param length of the body in bytes, as the client says it
/// @param peer who sends it
/// @param body for the one that answers, within the answer; reading blocks, and fails if less than `length` comes
public record Request(
        String method,
        String path,
        Host host,
        Map<String, List<String>> headers,
        Peer peer,
        long length,
        InputStream body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    Request with(InputStream other) {
        return new Request(method, path, host, headers, peer, length, other);
    }

    /// The values of a header that is a list (RFC 9110 §5.6.1), in lower case.
    public List<String> list(String name) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// The value of a header that is there once.
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst().strip()) : Optional.empty();
    }

    public boolean has(String name) {
        return headers.containsKey(name);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }
}
