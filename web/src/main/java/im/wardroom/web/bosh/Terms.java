// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What client and server agree on when a session begins (XEP-0124 §7).
///
/// @param longest how long a request is held
/// @param hold how many are held
/// @param inactivity how long there may be none
record Terms(Duration longest, int hold, Duration inactivity, Duration maxPause, Duration polling, String version) {

    private static final int MAX_HOLD = 1;
    private static final int MAJOR = 1;
    private static final int MINOR = 11;

    static Terms of(Envelope first, BoshOptions options) {
        Duration longest = Duration.ofSeconds(Math.min(
                first.number("wait", options.longest().toSeconds()),
                options.longest().toSeconds()));
        int hold = longest.isZero() ? 0 : (int) Math.min(first.number("hold", MAX_HOLD), MAX_HOLD);
        // XEP-0124 §12: who is not held comes back later.
        Duration inactivity = hold == 0 ? options.inactivity().multipliedBy(2) : options.inactivity();
        return new Terms(
                longest,
                hold,
                inactivity,
                options.maxPause(),
                options.polling(),
                version(first.head().attribute("ver")));
    }

    /// The lower of both.
    private static String version(@Nullable String asked) {
        if (asked != null && asked.matches("1\\.[0-9]{1,3}") && Integer.parseInt(asked.substring(2)) < MINOR) {
            return asked;
        }
        return MAJOR + "." + MINOR;
    }

    /// How many requests the client may have open.
    int requests() {
        return hold + 1;
    }

    /// As the answer to the first request says them.
    Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("wait", Long.toString(longest.toSeconds()));
        all.put("hold", Integer.toString(hold));
        all.put("requests", Integer.toString(requests()));
        all.put("inactivity", Long.toString(inactivity.toSeconds()));
        all.put("maxpause", Long.toString(maxPause.toSeconds()));
        all.put("polling", Long.toString(polling.toSeconds()));
        all.put("ver", version);
        return all;
    }
}
