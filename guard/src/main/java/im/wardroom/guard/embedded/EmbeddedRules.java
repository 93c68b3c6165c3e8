// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import im.wardroom.guard.Mode;
import java.time.Duration;

/// What may be within stanzas, and what putting files together may cost.
///
/// @param stream bytes of a file that comes in pieces; larger ones belong into uploads
/// @param streams of one account at a time
/// @param held bytes of all that come in pieces
/// @param idle after which what came of a file is forgotten
/// @param patience for an inspection to begin
public record EmbeddedRules(Mode mode, int stream, int streams, long held, Duration idle, Duration patience) {

    public static final EmbeddedRules DEFAULT =
            new EmbeddedRules(Mode.ENFORCE, 8 << 20, 4, 64L << 20, Duration.ofMinutes(10), Duration.ofSeconds(30));

    public EmbeddedRules with(Mode changed) {
        return new EmbeddedRules(changed, stream, streams, held, idle, patience);
    }
}
