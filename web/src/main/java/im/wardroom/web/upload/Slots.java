// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.xmpp.address.BareJid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that are on their way at the moment, so many in all and of one person. Thread-safe.
final class Slots {

    /// Of an id, and of the secret with which a file is sent. The name behind it means nothing here.
    private static final String KEY = "[A-Za-z0-9_-]{32}";

    private static final Pattern PATH = Pattern.compile("(" + KEY + ")(/.*)?");

    private final int maximum;
    private final int maximumOfOne;
    private final Map<String, BareJid> underway = new HashMap<>();
    private final Map<BareJid, Integer> byOwner = new HashMap<>();

    /// What became of the wish to send a file.
    enum Outcome {
        TAKEN,
        UNDERWAY,
        CROWDED
    }

    Slots(int maximum, int maximumOfOne) {
        this.maximum = maximum;
        this.maximumOfOne = maximumOfOne;
    }

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

    synchronized Outcome take(String id, BareJid owner) {
        if (underway.containsKey(id)) {
            return Outcome.UNDERWAY;
        }
        if (underway.size() >= maximum || byOwner.getOrDefault(owner, 0) >= maximumOfOne) {
            return Outcome.CROWDED;
        }
        underway.put(id, owner);
        byOwner.merge(owner, 1, Integer::sum);
        return Outcome.TAKEN;
    }

    synchronized void give(String id) {
        BareJid owner = underway.remove(id);
        if (owner != null) {
            byOwner.computeIfPresent(owner, (o, count) -> count > 1 ? count - 1 : null);
        }
    }

    /// Those at this moment.
    synchronized Set<String> underway() {
        return Set.copyOf(underway.keySet());
    }
}
