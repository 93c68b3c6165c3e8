// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.file.Content;
import java.io.IOException;
import java.time.Duration;

/// A program that looks for malware. Each call is a conversation of its own. Thread-safe; may block.
public interface Scanner {

    /// As the administrator calls it.
    String name();

    /// Which signatures it has: a text that changes with them.
    ///
    /// @throws IOException if it does not answer in time, or not in its protocol
    String signatures(Duration patience) throws IOException;

    /// @param patience for all of it
    /// @throws IOException if it does not answer in time, or not in its protocol
    Report scan(Content content, Duration patience) throws IOException;
}
