// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;

/// An interface cannot be watched, or not any longer; the message tells a person why and what to do.
public final class TapException extends IOException {

    private static final long serialVersionUID = 1;

    public TapException(String message) {
        super(message);
    }

    TapException(String message, Throwable cause) {
        super(message, cause);
    }
}
