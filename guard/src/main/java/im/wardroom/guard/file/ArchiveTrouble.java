// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.IOException;

/// Ends the unpacking of a file.
final class ArchiveTrouble extends IOException {

    private static final long serialVersionUID = 1L;

    enum Kind {
        /// There is a password.
        ENCRYPTED,
        /// It is damaged, or of a kind that is not known here.
        UNREADABLE,
        /// It costs more than it may.
        LIMIT,
        /// It is made so that not everybody sees the same in it.
        AMBIGUOUS
    }

    private final Kind kind;

    ArchiveTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
