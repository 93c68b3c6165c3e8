// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes a page that is HTML and well-formed XML at once. Every text and every value is escaped here and nowhere else.
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /// @param attributes names and values in turn
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    /// Ends what was opened last.
    Html close() {
        String tag = open.pop();
        out.append("</").append(tag).append('>');
        if (tag.matches("p|h[1-6]|li|tr|table|section|div|svg|head|body|style|ul|thead|tbody|header|footer")) {
            out.append('\n');
        }
        return this;
    }

    /// What has nothing within it.
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /// The style of the page: no word of it comes from outside.
    Html style(String css) {
        out.append("<style>").append(css).append("</style>\n");
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isHarmless(point) ? point : 0xfffd);
            }
        });
    }

    /// Not what XML forbids, nor what turns the direction of writing or cannot be seen.
    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return "<!DOCTYPE html>\n" + out;
    }
}
