// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer.
public record Response(int status, Map<String, String> headers, Content content) {

    public static Response of(int status) {
        return of(status, new byte[0]);
    }

    /// @param body shared and not to be changed
    public static Response of(int status, byte[] body) {
        return new Response(status, Map.of(), new Content.Bytes(body));
    }

    /// For people who look at what their program was told.
    public static Response of(int status, String text) {
        return of(status, (text + '\n').getBytes(StandardCharsets.UTF_8))
                .with("content-type", "text/plain; charset=utf-8");
    }

    /// @param type its media type
    public static Response ok(String type, byte[] body) {
        return of(200, body).with("content-type", type);
    }

    public static Response ok(String type, String body) {
        return ok(type, body.getBytes(StandardCharsets.UTF_8));
    }

    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, content);
    }
}
