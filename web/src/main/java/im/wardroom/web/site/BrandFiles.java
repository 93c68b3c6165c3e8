// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.brand.Brand;
import im.wardroom.web.brand.Logo;
import im.wardroom.web.http.Resource;
import java.nio.charset.StandardCharsets;

/// How the installation looks, for the pages.
final class BrandFiles {

    /// A picture that is opened by itself is a page of this server: nothing in it runs, and nothing is loaded.
    private static final String PICTURE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    private BrandFiles() {}

    static Resource styles(Brand brand) {
        Asset asset = Asset.of("text/css; charset=utf-8", brand.styles().getBytes(StandardCharsets.UTF_8));
        return request -> asset.answer(request, PackedFiles.ASK_AGAIN);
    }

    static Resource logo(Brand brand) {
        Logo logo = brand.logo().orElseGet(() -> new Logo("image/svg+xml", PackedFiles.bytes("wardroom.svg")));
        Asset asset = Asset.of(logo.type(), logo.content());
        return request -> asset.answer(request, PackedFiles.ASK_AGAIN).with("content-security-policy", PICTURE_POLICY);
    }
}
