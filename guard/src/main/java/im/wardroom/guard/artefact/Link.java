// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Locale;

/// A link, normalised: where it leads, and the shape of what is behind the host.
///
/// @param host in small ASCII letters, with the port if it is not the scheme's own; an IP address in its usual
///     form; for links of dangerous schemes the scheme and a colon, as in `file:`
/// @param path begins with a slash; parts that differ from one recipient to the next are `*`, names of the query
///     follow behind a question mark; empty if only the host counts
public record Link(String host, String path) implements Artefact {

    private static final int MOST = 512;

    public Link {
        host = host.length() > MOST ? host.substring(0, MOST) : host;
        path = path.length() > MOST ? path.substring(0, MOST) : path;
    }

    /// The same, where everything that the owner of the host publishes counts as one.
    public Link site() {
        return new Link(Site.of(host), "");
    }

    /// Whether an entry for this link means the other one, too: the same host or one below it, and the same path
    /// unless this has none.
    public boolean covers(Link other) {
        boolean isHost = other.host.equals(host) || other.host.endsWith("." + host);
        return isHost && (path.isEmpty() || path.equals(other.path));
    }

    @Override
    public String spelling() {
        return "link:" + host + path;
    }

    static Link typed(String text) {
        String link = text.contains("://") ? text : "http://" + text;
        Web web = Web.parse(link);
        if (web == null) {
            throw new IllegalArgumentException(
                    "a link is written link: and a host, with or without a path, as in link:evil.example/a; not: "
                            + text.toLowerCase(Locale.ROOT));
        }
        int slash = text.indexOf('/', text.contains("://") ? text.indexOf("://") + 3 : 0);
        return new Link(web.host(), slash < 0 ? "" : PathShape.of(web.path(), web.query()));
    }

    @Override
    public String toString() {
        return spelling();
    }
}
