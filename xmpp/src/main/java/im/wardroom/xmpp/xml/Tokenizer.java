// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.Arrays;

/// Cuts bytes into tags, text and CDATA sections without understanding them. Looks at each byte once: what
/// is not complete is continued where it stopped. Keeps the bytes from the last `release` on, and none when
/// all are released.
final class Tokenizer {

    /// What stands in the bytes from [#from()] to [#to()].
    enum Token {
        /// Not complete yet.
        NONE,
        TEXT,
        START_TAG,
        END_TAG,
        CDATA,
        /// `<?…?>`
        INSTRUCTION
    }

    private enum Mode {
        BETWEEN,
        TEXT,
        MARKUP,
        START_TAG,
        QUOTED,
        END_TAG,
        CDATA_OPENING,
        CDATA,
        INSTRUCTION
    }

    private static final byte[] EMPTY = {};
    private static final String CDATA_START = "<![CDATA[";

    private byte[] buffer = EMPTY;
    private int kept;
    private int from;
    private int scan;
    private int end;
    private Mode mode = Mode.BETWEEN;
    private byte quote;

    void feed(byte[] source, int offset, int length) {
        if (kept == end) {
            buffer = Arrays.copyOfRange(source, offset, offset + length);
            move(-kept);
            end = length;
            return;
        }
        if (length > buffer.length - end) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, buffer, end, length);
        end += length;
    }

    /// Either way a byte is moved a bounded number of times, however small the pieces are that are fed.
    private void makeRoom(int length) {
        int used = end - kept;
        byte[] target = used + length <= buffer.length / 2 ? buffer : new byte[2 * (used + length)];
        System.arraycopy(buffer, kept, target, 0, used);
        buffer = target;
        move(-kept);
    }

    private void move(int distance) {
        kept += distance;
        from += distance;
        scan += distance;
        end += distance;
    }

    /// Reads on, until a token is complete or `limit` bytes are kept.
    Token next(int limit) {
        int stop = end - kept > limit ? kept + limit : end;
        while (scan < stop) {
            Token token = step(stop);
            if (token != Token.NONE) {
                mode = Mode.BETWEEN;
                return token;
            }
        }
        return Token.NONE;
    }

    private Token step(int stop) {
        return switch (mode) {
            case BETWEEN -> {
                from = scan;
                mode = buffer[scan] == '<' ? Mode.MARKUP : Mode.TEXT;
                scan++;
                yield Token.NONE;
            }
            case TEXT -> text(stop);
            case MARKUP -> markup();
            case START_TAG -> startTag(stop);
            case QUOTED -> quoted(stop);
            case END_TAG -> endTag(stop);
            case CDATA_OPENING -> cdataOpening();
            case CDATA -> cdata();
            case INSTRUCTION -> instruction();
        };
    }

    private Token text(int stop) {
        while (scan < stop && buffer[scan] != '<') {
            scan++;
        }
        return scan < stop ? Token.TEXT : Token.NONE;
    }

    private Token markup() {
        mode = switch (buffer[scan]) {
            case '/' -> Mode.END_TAG;
            case '!' -> Mode.CDATA_OPENING;
            case '?' -> Mode.INSTRUCTION;
            case '>', '<', '\'', '"' -> throw Violation.notWellFormed("A tag has no name.");
            default -> Mode.START_TAG;
        };
        scan++;
        return Token.NONE;
    }

    private Token startTag(int stop) {
        while (scan < stop) {
            byte b = buffer[scan++];
            switch (b) {
                case '>' -> {
                    return Token.START_TAG;
                }
                case '<' -> throw Violation.notWellFormed("A tag has no end.");
                case '\'', '"' -> {
                    quote = b;
                    mode = Mode.QUOTED;
                    return Token.NONE;
                }
                default -> {}
            }
        }
        return Token.NONE;
    }

    private Token quoted(int stop) {
        while (scan < stop) {
            byte b = buffer[scan++];
            if (b == quote) {
                mode = Mode.START_TAG;
                return Token.NONE;
            }
            if (b == '<') {
                throw Violation.notWellFormed("< is not allowed in an attribute.");
            }
        }
        return Token.NONE;
    }

    private Token endTag(int stop) {
        while (scan < stop) {
            byte b = buffer[scan++];
            if (b == '>') {
                return Token.END_TAG;
            }
            if (b == '<') {
                throw Violation.notWellFormed("A tag has no end.");
            }
        }
        return Token.NONE;
    }

    private Token cdataOpening() {
        int position = scan - from;
        byte b = buffer[scan++];
        if (b != CDATA_START.charAt(position)) {
            throw position == 2 && (b == '-' || b == 'D')
                    ? Violation.restricted("Comments and document types are not allowed.")
                    : Violation.notWellFormed("This is no CDATA section.");
        }
        mode = position + 1 == CDATA_START.length() ? Mode.CDATA : Mode.CDATA_OPENING;
        return Token.NONE;
    }

    private Token cdata() {
        boolean isEnd = buffer[scan] == '>'
                && scan >= from + CDATA_START.length() + 2
                && buffer[scan - 1] == ']'
                && buffer[scan - 2] == ']';
        scan++;
        return isEnd ? Token.CDATA : Token.NONE;
    }

    private Token instruction() {
        boolean isEnd = buffer[scan] == '>' && scan >= from + 3 && buffer[scan - 1] == '?';
        scan++;
        return isEnd ? Token.INSTRUCTION : Token.NONE;
    }

    /// Passes white space between tokens. Gives the byte behind it without reading it, or -1 if there is none.
    /// Within a token it does nothing, and gives -1 too.
    int skipSpace() {
        if (mode != Mode.BETWEEN) {
            return -1;
        }
        while (scan < end && XmlChars.isSpace(buffer[scan])) {
            scan++;
        }
        release();
        return scan < end ? buffer[scan] & 0xFF : -1;
    }

    /// Forgets the tokens that were read.
    void release() {
        mode = Mode.BETWEEN;
        kept = scan;
        from = scan;
        if (kept == end) {
            buffer = EMPTY;
            move(-kept);
        }
    }

    /// Whether the token read last, complete or not, starts with `<?`.
    boolean isInstruction() {
        return scan - from >= 2 && buffer[from] == '<' && buffer[from + 1] == '?';
    }

    /// Starts again with the first byte that is kept.
    void rewind() {
        scan = kept;
        release();
    }

    void clear() {
        kept = end;
        rewind();
    }

    int pending() {
        return end - kept;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return scan;
    }

    /// Where the kept bytes start.
    int kept() {
        return kept;
    }
}
