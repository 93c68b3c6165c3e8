// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.brand.Brand;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.nio.charset.StandardCharsets;

/// A page for people, with the name of the installation in it, and what it may do.
///
/// @param policy its Content-Security-Policy; docs/web.md says why for each directive
record Page(Asset asset, String policy) implements Resource {

    /// Of two style sheets in Converse's own elements; the first is empty.
    private static final String STYLES =
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-JRf3eZJIF59VkE1tlxlBPiCQXjGJ1uE88pEYh49RtTY='";

    private static final String NOTHING_MORE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// What Converse needs and no more.
    static Page client(Brand brand) {
        return of(
                "index.html",
                brand,
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src-elem 'self' " + STYLES,
                        "style-src-attr 'unsafe-inline'",
                        "img-src 'self' data: blob:",
                        "font-src 'self'",
                        "media-src 'self'",
                        "connect-src 'self'",
                        NOTHING_MORE));
    }

    /// Where an invitation is accepted.
    static Page invitation(Brand brand) {
        return of(
                "invite.html",
                brand,
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "connect-src 'self'",
                        NOTHING_MORE));
    }

    private static Page of(String file, Brand brand, String policy) {
        String text = new String(PackedFiles.bytes(file), StandardCharsets.UTF_8).replace("{name}", brand.nameInHtml());
        return new Page(Asset.of("text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8)), policy);
    }

    @Override
    public Response answer(Request request) {
        return asset.answer(request, PackedFiles.ASK_AGAIN).with("content-security-policy", policy);
    }
}
