// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Upload;
import im.wardroom.xmpp.uri.PercentEncoding;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a browser is told that a file is. Only what cannot run anything is shown; all else is saved.
///
/// @param type its media type
/// @param shown may be shown in place
record Kind(String type, boolean shown) {

    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/bmp",
            "audio/mpeg",
            "audio/ogg",
            "audio/opus",
            "audio/wav",
            "audio/mp4",
            "audio/aac",
            "audio/flac",
            "audio/webm",
            "video/mp4",
            "video/webm",
            "video/ogg",
            "video/quicktime");

    /// For files whose type was not announced.
    private static final Map<String, String> BY_ENDING = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("pdf", "application/pdf"));

    /// Those that are told as they are although they are saved; any other could be a script or a style to some page.
    private static final Set<String> INERT = Set.of("application/pdf", "application/zip", "image/heic", "image/heif");

    private static final String ANY = "application/octet-stream";

    static Kind of(Upload upload) {
        String type = upload.type().isEmpty() ? byName(upload.name()) : upload.type();
        boolean shown = SHOWN.contains(type);
        return new Kind(shown || INERT.contains(type) ? type : ANY, shown);
    }

    private static String byName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_ENDING.getOrDefault(ending, ANY);
    }

    /// The header Content-Disposition (RFC 6266 §4), with the name as it was announced.
    String disposition(String name) {
        return (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + PercentEncoding.encode(name);
    }
}
