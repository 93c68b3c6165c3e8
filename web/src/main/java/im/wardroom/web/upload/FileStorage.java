// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Where the bytes of files are. What an id means, others know. Thread-safe; every method may block.
public interface FileStorage extends AutoCloseable {

    /// Keeps a file for good: when this returns, it outlives a power cut. One with the same id is replaced.
    ///
    /// @param content not needed any more afterwards, and may be gone
    void keep(String id, Path content) throws IOException;

    /// @param from the first byte wanted
    /// @throws java.io.FileNotFoundException if there is no such file
    InputStream open(String id, long from) throws IOException;

    /// Removing what does not exist is no error.
    void remove(String id) throws IOException;

    @Override
    void close();
}
