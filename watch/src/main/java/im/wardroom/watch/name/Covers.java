// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Concealment.Cover;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.protocol.ClientHello;
import java.util.Optional;
import java.util.Set;

/// What hides names from whoever watches: said as such, and not guessed at.
final class Covers {

    /// What a client shows instead of the true name where it hides that. A server announces it in DNS.
    private static final Set<String> PUBLIC_NAMES =
            Set.of("cloudflare-ech.com", "cover.defo.ie", "public.tls-ech.dev", "encryptedsni.com");

    /// Resolvers that answer over HTTPS and TLS, as their operators publish them.
    private static final Set<String> RESOLVERS = Set.of(
            "dns.google",
            "dns.google.com",
            "dns64.dns.google",
            "cloudflare-dns.com",
            "chrome.cloudflare-dns.com",
            "mozilla.cloudflare-dns.com",
            "security.cloudflare-dns.com",
            "family.cloudflare-dns.com",
            "one.one.one.one",
            "1dot1dot1dot1.cloudflare-dns.com",
            "dns.quad9.net",
            "dns9.quad9.net",
            "dns10.quad9.net",
            "dns11.quad9.net",
            "doh.opendns.com",
            "doh.familyshield.opendns.com",
            "dns.umbrella.com",
            "dns.nextdns.io",
            "firefox.dns.nextdns.io",
            "chromium.dns.nextdns.io",
            "dns.adguard.com",
            "dns.adguard-dns.com",
            "unfiltered.adguard-dns.com",
            "doh.cleanbrowsing.org",
            "dns.mullvad.net",
            "doh.mullvad.net",
            "dns.alidns.com",
            "doh.pub",
            "dot.pub",
            "doh.dns.sb",
            "doh.xfinity.com",
            "dns0.eu",
            "freedns.controld.com");

    private Covers() {}

    static Optional<Concealment> of(ClientHello hello, Via via) {
        String name = hello.name().orElse("");
        if (hello.protocols().contains("dot") || hello.protocols().contains("doq")) {
            return Optional.of(new Concealment(
                    Cover.ENCRYPTED_DNS,
                    via,
                    "application protocol " + hello.protocols().getFirst()));
        }
        if (isResolver(name)) {
            return Optional.of(new Concealment(Cover.ENCRYPTED_DNS, via, "name of a resolver, " + name));
        }
        if (hello.offersEncryptedHello() && PUBLIC_NAMES.contains(name)) {
            return Optional.of(
                    new Concealment(Cover.ENCRYPTED_CLIENT_HELLO, via, "encrypted hello behind the name " + name));
        }
        return Optional.empty();
    }

    static boolean isResolver(String name) {
        return RESOLVERS.contains(name);
    }
}
