// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

/// The server cannot start. The message says why, and what to do.
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
