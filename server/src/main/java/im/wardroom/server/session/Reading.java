// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.stream.Loop;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether more is read from the client: not while too much of it is under way, and not while it rests because it sent
/// too fast. What it sends meanwhile waits in its own network. Belongs to the session, on its loop.
final class Reading {

    private final Loop home;
    private final Consumer<Boolean> link;
    private boolean crowded;
    private Loop.@Nullable Timer rest;

    /// @param link starts and stops the reading
    Reading(Loop home, Consumer<Boolean> link) {
        this.home = home;
        this.link = link;
    }

    /// @param on there is room for more
    void flow(boolean on) {
        crowded = !on;
        apply();
    }

    /// Reads nothing for so long. Whoever rests already goes on resting.
    void rest(Duration time) {
        if (rest != null || time.isZero()) {
            return;
        }
        rest = home.schedule(time, () -> {
            rest = null;
            apply();
        });
        apply();
    }

    private void apply() {
        link.accept(!crowded && rest == null);
    }

    /// The client comes over another connection now, which is read from.
    void moved() {
        crowded = false;
        stop();
    }

    void stop() {
        Loop.Timer timer = rest;
        if (timer != null) {
            timer.cancel();
            rest = null;
        }
    }
}
