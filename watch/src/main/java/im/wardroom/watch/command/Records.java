// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// A file of flows: lines of JSON, or else a capture; unpacked if it is packed.
///
/// @param isText lines of JSON, as far as the first letter tells
record Records(InputStream content, boolean isText) implements AutoCloseable {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    /// The stream belongs to the records from now on, unless this throws.
    static Records open(InputStream in) throws IOException {
        try {
            InputStream content = new BufferedInputStream(in, BUFFER);
            content.mark(2);
            boolean isPacked = content.read() == GZIP_FIRST && content.read() == GZIP_SECOND;
            content.reset();
            if (isPacked) {
                content = new BufferedInputStream(new GZIPInputStream(content, BUFFER), BUFFER);
            }
            content.mark(1);
            int first = content.read();
            content.reset();
            return new Records(content, first == '{' || first < 0);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
