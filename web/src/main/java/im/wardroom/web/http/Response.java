// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer, with its body at hand. The body is shared and not to be changed.
public record Response(int status, Map<String, String> headers, byte[] body) {

    public static Response of(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    /// @param type its media type
    public static Response ok(String type, byte[] body) {
        return new Response(200, Map.of(), body).with("content-type", type);
    }

    public static Response ok(String type, String body) {
        return ok(type, body.getBytes(StandardCharsets.UTF_8));
    }

    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }
}
