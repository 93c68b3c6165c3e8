// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import java.util.Optional;

/// What is known of files by their names and their hashes. Thread-safe, in memory.
public interface Known {

    Known NOTHING = new Known() {
        @Override
        public Mode mode() {
            return Mode.OFF;
        }

        @Override
        public Optional<Finding> bad(String name, String sha256) {
            return Optional.empty();
        }
    };

    Mode mode();

    /// @param name without folders, or empty
    /// @param sha256 in lower hexadecimal digits
    Optional<Finding> bad(String name, String sha256);
}
