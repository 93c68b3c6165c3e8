// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL database is and how to sign in: `postgresql://user:password@host:5432/database`, with
/// percent signs for what a URL cannot hold. Prints without the password.
///
/// @param options how the connection is encrypted, as libpq calls it: `sslmode`, `sslrootcert`, `sslcert`,
/// `sslkey`
public record PostgresUrl(
        String host, int port, String database, String user, String password, Map<String, String> options) {

    private static final String SCHEME = "postgresql";
    private static final int USUAL_PORT = 5432;
    private static final Set<String> OPTIONS = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");
    private static final Set<String> MODES = Set.of("disable", "require", "verify-ca", "verify-full");

    public PostgresUrl {
        options = Map.copyOf(options);
    }

    /// @throws IllegalArgumentException if it is none; the message does not repeat it
    public static PostgresUrl parse(String text) {
        URI uri = uri(text);
        String path = uri.getRawPath();
        String host = uri.getHost();
        if (!SCHEME.equals(uri.getScheme()) || host == null || path == null || path.length() < 2) {
            throw new IllegalArgumentException("not of the form postgresql://user:password@host:5432/database");
        }
        String[] who = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        if (who.length == 0 || who[0].isEmpty()) {
            throw new IllegalArgumentException("no user is given");
        }
        return new PostgresUrl(
                host,
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                decoded(path.substring(1)),
                decoded(who[0]),
                who.length == 2 ? decoded(who[1]) : "",
                options(uri.getRawQuery()));
    }

    /// True if a URL says who signs in, but not how.
    public static boolean lacksPassword(String text) {
        String who = uri(text).getRawUserInfo();
        return who != null && who.indexOf(':') < 0;
    }

    public PostgresUrl withPassword(String changed) {
        return new PostgresUrl(host, port, database, user, changed, options);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            // Its message has the whole text, and so the password.
            throw new IllegalArgumentException("not a URL");
        }
    }

    // As a form is decoded, but a plus sign stays one.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, String> options(@Nullable String query) {
        Map<String, String> options = new TreeMap<>();
        if (query == null) {
            return options;
        }
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || !OPTIONS.contains(parts[0])) {
                throw new IllegalArgumentException("unknown option " + parts[0]);
            }
            options.put(parts[0], decoded(parts[1]));
        }
        String mode = options.get("sslmode");
        if (mode != null && !MODES.contains(mode)) {
            throw new IllegalArgumentException("unknown sslmode");
        }
        return options;
    }

    /// As given, or what is safe: a server elsewhere must prove who it is.
    String sslMode() {
        String given = options.get("sslmode");
        return given != null ? given : isLocal() ? "prefer" : "verify-full";
    }

    private boolean isLocal() {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("[::1]") || name.startsWith("127.");
    }

    /// As it is written in a configuration, with the password.
    public String reveal() {
        String query = options.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + '=' + encoded(option.getValue()))
                .collect(Collectors.joining("&"));
        return SCHEME + "://" + encoded(user) + ':' + encoded(password) + '@' + host + ':' + port + '/'
                + encoded(database) + (query.isEmpty() ? "" : '?' + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return SCHEME + "://" + user + ":***@" + host + ':' + port + '/' + database;
    }
}
