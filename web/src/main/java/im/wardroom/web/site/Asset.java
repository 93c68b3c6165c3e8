// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.http.Request;
import im.wardroom.web.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the web client, as it is and compressed. The arrays are not to be changed.
///
/// @param tag what identifies this content (RFC 9110 §8.8.3)
record Asset(String type, byte[] plain, byte[] compressed, String tag) {

    static Asset of(String type, byte[] content) {
        byte[] compressed = isText(type) ? compress(content) : content;
        return new Asset(type, content, compressed, tag(content));
    }

    private static boolean isText(String type) {
        return !type.startsWith("audio/") && (!type.startsWith("image/") || type.equals("image/svg+xml"));
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param cacheControl how long it may be kept
    Response answer(Request request, String cacheControl) {
        boolean gzip = compressed != plain && acceptsGzip(request);
        // RFC 9110 §8.8.3.3: each form has a tag of its own.
        String form = '"' + tag + (gzip ? "-gzip" : "") + '"';
        boolean known = request.list("if-none-match").stream()
                .anyMatch(given -> given.equals("*") || given.equals(form) || given.equals("w/" + form));
        Response response = known ? Response.of(304) : Response.ok(type, gzip ? compressed : plain);
        if (gzip && !known) {
            response = response.with("content-encoding", "gzip");
        }
        return response.with("etag", form).with("vary", "Accept-Encoding").with("cache-control", cacheControl);
    }

    private static boolean acceptsGzip(Request request) {
        return request.list("accept-encoding").stream()
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding ->
                        coding.equals("gzip") || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }
}
