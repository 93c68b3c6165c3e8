// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.artefact.FileFacts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is known of uploaded files, so that two links to the same content are the same to the guard. Only of those that
/// were uploaded last; thread-safe.
public final class KnownFiles implements FileFacts {

    private static final int MOST = 100_000;

    /// The id of a slot, alone or within a link.
    private static final Pattern SLOT = Pattern.compile("(?:.*/)?([A-Za-z0-9_-]{32})(?:/.*)?");

    private final Cache<String, Facts> facts =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /// @param slot the id
    public void learn(String slot, Facts known) {
        facts.put(slot, known);
    }

    @Override
    public @Nullable Facts of(String source) {
        Matcher matcher = SLOT.matcher(source);
        return matcher.matches() ? facts.getIfPresent(matcher.group(1)) : null;
    }
}
