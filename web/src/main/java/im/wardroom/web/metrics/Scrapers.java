// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.metrics;

import im.wardroom.web.http.Request;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Who may read the numbers: whoever is near, and whoever shows the token. Thread-safe.
public final class Scrapers {

    private static final String SCHEME = "bearer ";

    /// A proxy says so by one of these. It is not who asks, and its address says nothing about who does.
    private static final List<String> PASSED_ON =
            List.of("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip");

    private final Predicate<InetAddress> near;
    private final Optional<byte[]> token;

    /// @param near whether an address may read without a token
    /// @param token that everybody else has to show; nobody else may without one
    public Scrapers(Predicate<InetAddress> near, Optional<String> token) {
        this.near = near;
        this.token = token.map(Scrapers::digest);
    }

    boolean admit(Request request) {
        return isNear(request) || showsToken(request);
    }

    private boolean isNear(Request request) {
        return PASSED_ON.stream().noneMatch(request::has)
                && near.test(request.peer().address());
    }

    private boolean showsToken(Request request) {
        if (token.isEmpty()) {
            return false;
        }
        String shown = request.header("authorization").orElse("");
        if (!shown.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        // Digests are of one length, whatever is shown.
        return MessageDigest.isEqual(
                token.get(), digest(shown.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
