// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Effects of one command that wait for the disk, or for those before them, and what is known of them by now. Belongs
/// to the account's loop.
final class Batch {

    final List<Effect> effects;
    final Envelope cause;

    /// Parts that are under way to disk.
    int open;

    boolean forwarded;
    boolean forwardLost;

    @Nullable
    Throwable failure;

    Batch(List<Effect> effects, Envelope cause) {
        this.effects = effects;
        this.cause = cause;
    }

    /// True if something of it has still to go to others, which those after it must not overtake.
    boolean routes() {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Route || !forwarded && effect instanceof Effect.Forward) {
                return true;
            }
        }
        return false;
    }
}
