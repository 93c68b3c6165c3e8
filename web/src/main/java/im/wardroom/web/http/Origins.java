// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.util.Locale;
import java.util.Set;

/// Sites whose pages may connect, beside those that this server shows itself (RFC 6454): a page of another site must
/// not use the browser of somebody who is allowed to come here.
///
/// @param others in lower case
public record Origins(Set<String> others) {

    public Origins {
        others = Set.copyOf(others);
    }

    /// What is no browser sends no origin, and may connect.
    public boolean allow(Request request) {
        return !request.has("origin") || isOwn(request) || isOther(request);
    }

    private static boolean isOwn(Request request) {
        return request.header("origin")
                .filter(origin ->
                        lower(origin).equals("https://" + request.host().text()))
                .isPresent();
    }

    /// It comes from a page of another site that may read the answer.
    public boolean isOther(Request request) {
        return !isOwn(request)
                && request.header("origin")
                        .filter(origin -> others.contains(lower(origin)))
                        .isPresent();
    }

    private static String lower(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }
}
