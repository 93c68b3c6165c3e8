// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that are on their way at the moment. Thread-safe.
final class Slots {

    /// Of an id, and of the secret with which a file is sent. The name behind it means nothing here.
    private static final String KEY = "[A-Za-z0-9_-]{32}";

    private static final Pattern PATH = Pattern.compile("(" + KEY + ")(/.*)?");

    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    static boolean isId(String text) {
        return text.matches(KEY);
    }

    /// The id or the secret in a path.
    ///
    /// @param rest behind the part that leads here
    static Optional<String> key(String rest) {
        Matcher matcher = PATH.matcher(rest);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// False if somebody is sending this file already.
    boolean take(String id) {
        return underway.add(id);
    }

    void give(String id) {
        underway.remove(id);
    }

    boolean isUnderway(String id) {
        return underway.contains(id);
    }

    int size() {
        return underway.size();
    }
}
