// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The files of the web client: a page of our own, and Converse as it was packed. Only what the list of the build names
/// can be read, so that no path leads anywhere else. Files are kept while there is memory. Thread-safe.
final class WebClient {

    private static final String CONVERSE = "/converse-14.0.0/";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    /// Of two style sheets in Converse's own elements; the first is empty.
    private static final String STYLES =
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-JRf3eZJIF59VkE1tlxlBPiCQXjGJ1uE88pEYh49RtTY='";

    /// What Converse needs and no more; docs/web.md says why for each.
    private static final String PAGE_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src-elem 'self' " + STYLES,
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("ttf", "font/ttf"));

    /// By path: the name of the file.
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, SoftReference<Asset>> loaded = new ConcurrentHashMap<>();

    WebClient() {
        for (String own : new String[] {"wardroom.js", "wardroom.css", "wardroom.svg"}) {
            files.put('/' + own, own);
        }
        String list = new String(bytes("converse/files.txt"), StandardCharsets.UTF_8);
        Arrays.stream(list.split("\n", -1))
                .filter(name -> !name.isBlank())
                .forEach(name -> files.put(CONVERSE + name, "converse/" + name));
    }

    Optional<Resource> find(String path) {
        if (path.equals("/")) {
            return Optional.of(request -> page(request));
        }
        String file = files.get(path);
        String cacheControl = path.startsWith(CONVERSE) ? FOR_EVER : ASK_AGAIN;
        return file == null
                ? Optional.empty()
                : Optional.of(request -> load(file).answer(request, cacheControl));
    }

    private Response page(Request request) {
        return load("index.html").answer(request, ASK_AGAIN).with("content-security-policy", PAGE_POLICY);
    }

    private Asset load(String file) {
        SoftReference<Asset> kept = loaded.get(file);
        Asset asset = kept == null ? null : kept.get();
        if (asset == null) {
            String extension = file.substring(file.lastIndexOf('.') + 1);
            asset = Asset.of(Objects.requireNonNull(TYPES.get(extension), file), bytes(file));
            loaded.put(file, new SoftReference<>(asset));
        }
        return asset;
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(WebClient.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
