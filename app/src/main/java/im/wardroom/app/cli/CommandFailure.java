// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

/// A command that could not do its work. The message says why, and what to do next.
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
