// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.brand.Brand;
import im.wardroom.web.http.Resource;
import im.wardroom.xmpp.address.Domain;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that can be read, by path. Thread-safe.
public final class Site {

    /// The page on which an invitation is accepted; which one is in the fragment, which no browser sends.
    public static final String INVITATION = "/invite";

    /// On every answer, unless it brings its own.
    public static final Map<String, String> HEADERS = Map.of(
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
            "strict-transport-security", "max-age=31536000",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "no-referrer",
            "permissions-policy", "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin");

    private final Map<String, Resource> pages;
    private final PackedFiles files = new PackedFiles();

    /// @param domains of the server, the main one first
    /// @param addresses of the server on the Internet; none if nobody said
    /// @param directTls the port for direct TLS; 0 if there is none
    public Site(List<Domain> domains, List<InetAddress> addresses, int directTls, Brand brand, BoshResource bosh) {
        AskedDomain asked = new AskedDomain(domains);
        HostMeta hostMeta = new HostMeta(asked, List.copyOf(addresses), directTls);
        pages = Map.of(
                "/",
                Page.client(brand),
                INVITATION,
                Page.invitation(brand),
                "/brand.css",
                BrandFiles.styles(brand),
                "/logo",
                BrandFiles.logo(brand),
                "/.well-known/host-meta",
                hostMeta.xrd(),
                "/.well-known/host-meta.json",
                hostMeta.json(),
                "/settings.json",
                new ClientSettings(asked, brand.name()),
                BoshResource.PATH,
                bosh);
    }

    public Optional<Resource> find(String path) {
        Resource page = pages.get(path);
        return page == null ? files.find(path) : Optional.of(page);
    }
}
