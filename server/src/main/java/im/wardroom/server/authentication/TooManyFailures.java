// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import java.time.Instant;

/// Sign-in is locked for now.
final class TooManyFailures extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    TooManyFailures(Instant until) {
        super("too many failures", null, false, false);
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
