// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Upload;
import im.wardroom.web.http.Content;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Gives out a file, or a part of it, to whoever knows where it is. No script of it runs: a browser shows pictures and
/// plays sound and film, and saves all else.
record Download(UploadDesk desk, String id) implements Resource {

    /// Nothing in the file may do anything, whatever it is (XEP-0363 §9.1).
    private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// Files never change; how long they stay is another matter.
    private static final String KEEPING = "private, max-age=86400, immutable";

    @Override
    public List<String> methods() {
        return List.of("GET", "HEAD", "OPTIONS");
    }

    @Override
    public Response answer(Request request) {
        if (request.method().equals("OPTIONS")) {
            return Cors.open(Response.of(204), "GET, HEAD, OPTIONS", "Range");
        }
        Response response =
                desk.readable(id).map(upload -> answer(request, upload)).orElseGet(() -> Response.of(404));
        return Cors.open(response, "GET, HEAD, OPTIONS", "Range");
    }

    private Response answer(Request request, Upload upload) {
        Kind kind = Kind.of(upload);
        byte[] sha256 = Objects.requireNonNull(upload.sha256());
        String tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256) + '"';
        Response head = part(request, upload, tag)
                .with("accept-ranges", "bytes")
                .with("etag", tag)
                .with("cache-control", KEEPING)
                .with("content-security-policy", POLICY);
        if (head.status() != 200 && head.status() != 206) {
            return head;
        }
        return head.with("content-type", kind.type())
                .with("content-disposition", kind.disposition(upload.name()))
                // RFC 9530 §3.
                .with("repr-digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ':');
    }

    private Response part(Request request, Upload upload, String tag) {
        boolean known = request.header("if-none-match").stream()
                .flatMap(tags -> List.of(tags.split(",", -1)).stream())
                .map(String::strip)
                .anyMatch(given -> given.equals("*") || given.equals(tag) || given.equals("W/" + tag));
        if (known) {
            return Response.of(304);
        }
        // RFC 9110 §13.1.5: a part of another file is of no use.
        boolean wantsPart = request.header("if-range").map(tag::equals).orElse(true);
        Optional<ByteRange> range = wantsPart
                ? request.header("range").flatMap(header -> ByteRange.parse(header, upload.size()))
                : Optional.empty();
        if (range.isEmpty()) {
            return content(200, 0, upload.size());
        }
        long from = range.get().from();
        long length = range.get().length();
        if (length == 0) {
            return Response.of(416).with("content-range", "bytes */" + upload.size());
        }
        return content(206, from, length)
                .with("content-range", "bytes " + from + '-' + (from + length - 1) + '/' + upload.size());
    }

    private Response content(int status, long from, long length) {
        return new Response(
                status,
                java.util.Map.of(),
                new Content.Flowing(length, () -> desk.storage().open(id, from)));
    }
}
