// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Set;

/// Who owns a host: the name that was registered, without what its owner puts before it. No list can know every
/// registry; where a suffix is not known, more is taken together, never less.
final class Site {

    /// Second labels below which registries of countries give names away.
    private static final Set<String> SECOND = Set.of(
            "ac", "co", "com", "edu", "gen", "go", "gob", "gov", "gv", "id", "ind", "info", "ltd", "me", "mil", "muni",
            "ne", "net", "nhs", "nom", "or", "org", "plc", "police", "sch", "web");

    /// Services that give a name to anybody: what is before it is the owner.
    private static final Set<String> SHARED = Set.of(
            "000webhostapp.com",
            "appspot.com",
            "azureedge.net",
            "azurewebsites.net",
            "b-cdn.net",
            "blogspot.com",
            "cloudfront.net",
            "blob.core.windows.net",
            "ddns.net",
            "deno.dev",
            "dyndns.org",
            "duckdns.org",
            "fastly.net",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "glitch.me",
            "herokuapp.com",
            "hopto.org",
            "ipfs.io",
            "netlify.app",
            "ngrok-free.app",
            "ngrok.io",
            "no-ip.org",
            "onrender.com",
            "pages.dev",
            "r2.dev",
            "repl.co",
            "replit.app",
            "sharepoint.com",
            "surge.sh",
            "translate.goog",
            "trycloudflare.com",
            "vercel.app",
            "web.app",
            "webflow.io",
            "weebly.com",
            "wixsite.com",
            "workers.dev",
            "zapto.org");

    private Site() {}

    static String of(String host) {
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        if (host.startsWith("[") || name.isEmpty() || colon == host.length() - 1 || isAddress(name)) {
            return host;
        }
        for (int start = 0; ; ) {
            int dot = name.indexOf('.', start);
            String below = dot < 0 ? "" : name.substring(dot + 1);
            if (below.indexOf('.') < 0 || SHARED.contains(below) || isOfACountry(below)) {
                return name.substring(start);
            }
            start = dot + 1;
        }
    }

    /// As `co.uk`.
    private static boolean isOfACountry(String suffix) {
        int dot = suffix.indexOf('.');
        return suffix.length() - dot == 3 && SECOND.contains(suffix.substring(0, dot));
    }

    private static boolean isAddress(String name) {
        return Character.digit(name.charAt(name.length() - 1), 10) >= 0;
    }
}
