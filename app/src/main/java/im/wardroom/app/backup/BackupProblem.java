// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.backup;

/// A backup that cannot be made or taken back. The message says why, and what to do.
public final class BackupProblem extends Exception {

    private static final long serialVersionUID = 1L;

    BackupProblem(String message) {
        super(message);
    }

    BackupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
