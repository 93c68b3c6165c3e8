// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;

/// The system refused what it was asked for.
final class SystemCallException extends IOException {

    static final int NOT_PERMITTED = 1;
    static final int INTERRUPTED = 4;
    static final int NO_MEMORY = 12;

    private static final long serialVersionUID = 1;

    private final int number;

    SystemCallException(String function, int number, String reason) {
        super(function + ": " + reason);
        this.number = number;
    }

    /// What `errno` was.
    int number() {
        return number;
    }
}
