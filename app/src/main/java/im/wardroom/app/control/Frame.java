// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message on the socket: a list of texts. Their number, then of each its length in bytes and its UTF-8, as 32-bit
/// numbers; bounded, so that a broken peer costs nothing.
final class Frame {

    /// The largest import.
    private static final int MAX_BYTES = 64 << 20;

    private static final int MAX_FIELDS = 1 << 20;

    private Frame() {}

    static void write(DataOutputStream out, List<String> fields) throws IOException {
        out.writeInt(fields.size());
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    static List<String> read(DataInputStream in) throws IOException {
        int count = bounded(in.readInt(), MAX_FIELDS);
        int left = MAX_BYTES;
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = bounded(in.readInt(), left);
            left -= length;
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("the other side stopped in the middle of a message");
            }
            fields.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static int bounded(int value, int max) throws IOException {
        if (value < 0 || value > max) {
            throw new IOException("the message is too large");
        }
        return value;
    }
}
