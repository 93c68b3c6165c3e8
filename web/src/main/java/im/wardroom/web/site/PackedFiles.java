// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.http.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The files that pages are made with: our own, and Converse as it was packed. Only what the list of the build names
/// can be read, so that no path leads anywhere else. Files are kept while there is memory. Thread-safe.
final class PackedFiles {

    private static final String CONVERSE = "/converse-14.0.0/";
    private static final List<String> OWN =
            List.of("wardroom.js", "wardroom.css", "wardroom.svg", "invite.js", "invite.css", "stranger.js");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    static final String ASK_AGAIN = "no-cache";

    private static final Map<String, String> TYPES = Map.ofEntries(
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

    PackedFiles() {
        OWN.forEach(own -> files.put('/' + own, own));
        String list = new String(bytes("converse/files.txt"), StandardCharsets.UTF_8);
        Arrays.stream(list.split("\n", -1))
                .filter(name -> !name.isBlank())
                .forEach(name -> files.put(CONVERSE + name, "converse/" + name));
    }

    Optional<Resource> find(String path) {
        String file = files.get(path);
        String cacheControl = path.startsWith(CONVERSE) ? FOR_EVER : ASK_AGAIN;
        return file == null
                ? Optional.empty()
                : Optional.of(request -> load(file).answer(request, cacheControl));
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

    static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(PackedFiles.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
