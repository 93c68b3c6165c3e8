// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer.
public sealed interface Content {

    long length();

    /// At hand; shared and not to be changed.
    record Bytes(byte[] bytes) implements Content {

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /// Read piece by piece while it is sent.
    ///
    /// @param length how much of it
    record Flowing(long length, Source source) implements Content {}

    /// Opened once, if at all; what it opens is closed.
    @FunctionalInterface
    interface Source {

        /// May block, as may reading.
        InputStream open() throws IOException;
    }
}
