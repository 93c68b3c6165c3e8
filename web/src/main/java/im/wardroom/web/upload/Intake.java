// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Upload;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes in the file that a slot was given for (XEP-0363 §7), if it is the one that was announced. What is refused, cut
/// off or too large leaves nothing behind.
record Intake(UploadDesk desk, String secret) implements Resource {

    private static final Pattern SHA256 = Pattern.compile("(?:.*,)?\\s*sha-256=:([A-Za-z0-9+/=]{44}):.*");

    @Override
    public List<String> methods() {
        return List.of("PUT", "OPTIONS");
    }

    @Override
    public Response answer(Request request) throws IOException {
        Response response = request.method().equals("OPTIONS") ? Response.of(204) : take(request);
        return Cors.open(response, "PUT, OPTIONS", "Content-Type, Content-Digest, Repr-Digest");
    }

    private Response take(Request request) throws IOException {
        Optional<Upload> found = desk.sendable(Upload.idOf(secret));
        if (found.isEmpty()) {
            return Response.of(404, "There is no such slot, or not any more. Ask for another one.");
        }
        Upload upload = found.get();
        if (request.length() != upload.size()) {
            return Response.of(
                    request.length() > upload.size() ? 413 : 400,
                    "The slot is for " + upload.size() + " bytes, not for " + request.length() + '.');
        }
        if (!upload.type().isEmpty()
                && !type(request).map(upload.type()::equals).orElse(true)) {
            return Response.of(415, "The slot is for a file of type " + upload.type() + '.');
        }
        return desk.take(upload, request.body(), digest(request));
    }

    private static Optional<String> type(Request request) {
        return request.header("content-type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    /// What the client says of the content (RFC 9530 §2, §3).
    private static Optional<byte[]> digest(Request request) {
        return request.header("repr-digest")
                .or(() -> request.header("content-digest"))
                .map(SHA256::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .map(text -> {
                    try {
                        return Base64.getDecoder().decode(text);
                    } catch (IllegalArgumentException e) {
                        // No digest is like it, so that the file is refused.
                        return new byte[0];
                    }
                });
    }
}
