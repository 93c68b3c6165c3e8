// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.IOException;
import java.io.InputStream;

/// The body of an answer, in pieces of which each says how long it is (RFC 9112 §7.1).
final class ChunkedStream extends InputStream {

    private static final int MAX_LINE = 1024;

    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(bytes, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new IOException("the answer was cut off");
        }
        left -= n;
        return n;
    }

    private void next() throws IOException {
        if (begun && !line().isEmpty()) {
            throw new IOException("a piece of another length than it says");
        }
        begun = true;
        String size = line().split(";", 2)[0].strip();
        try {
            left = Long.parseUnsignedLong(size, 16);
        } catch (NumberFormatException e) {
            throw new IOException("a piece without a length", e);
        }
        if (left < 0) {
            throw new IOException("a piece that is too long");
        }
        ended = left == 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > MAX_LINE) {
                throw new IOException("the answer was cut off");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
