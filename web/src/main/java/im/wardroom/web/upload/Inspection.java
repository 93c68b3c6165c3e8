// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Upload;
import java.io.IOException;
import java.nio.file.Path;

/// Looks at a whole file before anybody can have it. Thread-safe.
@FunctionalInterface
public interface Inspection {

    /// Lets everything pass.
    Inspection NONE = (upload, content) -> new Verdict.Pass();

    /// What becomes of the file.
    sealed interface Verdict {
        record Pass() implements Verdict {}

        /// @param text for whoever uploads it
        record Refuse(String text) implements Verdict {}
    }

    /// May block. A file that cannot be looked at is refused by who asks.
    ///
    /// @param content not to be changed
    Verdict inspect(Upload upload, Path content) throws IOException;
}
