// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Whether a page, a drawing, a PDF or an RTF does something by itself. Reads it in pieces, without understanding it:
/// it looks for what has to be there for that. May block.
final class Markup {

    private static final int PIECE = 64 * 1024;

    /// Of the piece before, so that nothing is missed between two.
    private static final int OVERLAP = 1024;

    private static final Pattern SCRIPT = Pattern.compile(
            "(?i)<(?:script|iframe|frame|object|embed|applet|hta:)|(?:java|vb)script\\s*:|&#(?:x0*(?:6a|4a)|0*(?:106|74));"
                    + "|<[^<>]*[\\s\"'/]on[a-z]{3,20}\\s*=|http-equiv\\s*=\\s*[\"']?refresh|<!entity");

    /// Programs to start, or programs that come along.
    private static final Pattern PDF = Pattern.compile("/Launch\\b|/RichMedia\\b");

    /// Objects in the hexadecimal digits of RTF.
    private static final Pattern RTF = Pattern.compile("\\\\obj(?:data|update|autlink)|\\\\\\*\\\\template\\s+https?:");

    private Markup() {}

    static boolean pageActs(Content content, byte[] head) throws IOException {
        return contains(content, charset(head), SCRIPT);
    }

    static boolean pdfActs(Content content) throws IOException {
        return contains(content, StandardCharsets.ISO_8859_1, PDF);
    }

    static boolean rtfActs(Content content) throws IOException {
        return contains(content, StandardCharsets.ISO_8859_1, RTF);
    }

    static Charset charset(byte[] head) {
        if (head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length > 1 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.ISO_8859_1;
    }

    private static boolean contains(Content content, Charset charset, Pattern pattern) throws IOException {
        String before = "";
        try (InputStream in = content.stream()) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                String text = before + new String(piece, charset);
                if (pattern.matcher(text).find()) {
                    return true;
                }
                before = text.substring(Math.max(0, text.length() - OVERLAP));
            }
        }
        return false;
    }
}
