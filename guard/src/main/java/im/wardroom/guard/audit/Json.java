// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON in its one canonical form (RFC 8785): the same thing is always the same bytes. Of numbers there are only whole
/// ones, which is all that is needed here.
public final class Json {

    private static final int MAX_DEPTH = 8;
    private static final int FIRST_PRINTABLE = 0x20;

    private Json() {}

    /// @param value a map, a list, a text, a number, or true or false
    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map, out);
            case List<?> list -> {
                out.append('[');
                for (int i = 0; i < list.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(list.get(i), out);
                }
                out.append(']');
            }
            case Long _, Integer _, Boolean _ -> out.append(value);
            default -> quote(value.toString(), out);
        }
    }

    // RFC 8785 §3.2.3: sorted by the UTF-16 code units of the names, as Java compares texts.
    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        String comma = "";
        out.append('{');
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(comma);
            quote(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// The object that a text is.
    ///
    /// @throws IllegalArgumentException if it is none, or not in the canonical form
    public static Map<String, Object> object(String text) {
        Reader reader = new Reader(text);
        Object value = reader.value(0);
        if (reader.at < text.length()
                || !(value instanceof Map<?, ?>)
                || !write(value).equals(text)) {
            throw new IllegalArgumentException("it is no JSON object in canonical form");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> object = (Map<String, Object>) value;
        return object;
    }

    /// Reads what the writer writes, and never beyond it.
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Object value(int depth) {
            if (depth > MAX_DEPTH) {
                throw wrong();
            }
            return switch (peek()) {
                case '{' -> map(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                default -> number();
            };
        }

        private Map<String, Object> map(int depth) {
            Map<String, Object> map = new TreeMap<>();
            expect('{');
            if (peek() == '}') {
                at++;
                return map;
            }
            do {
                String name = string();
                expect(':');
                map.put(name, value(depth + 1));
            } while (isMore('}'));
            return map;
        }

        private List<Object> list(int depth) {
            List<Object> list = new ArrayList<>();
            expect('[');
            if (peek() == ']') {
                at++;
                return list;
            }
            do {
                list.add(value(depth + 1));
            } while (isMore(']'));
            return list;
        }

        private boolean isMore(char end) {
            char next = peek();
            at++;
            if (next != ',' && next != end) {
                throw wrong();
            }
            return next == ',';
        }

        private Object word(String word, boolean value) {
            if (!text.startsWith(word, at)) {
                throw wrong();
            }
            at += word.length();
            return value;
        }

        private Long number() {
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
                at++;
            }
            try {
                return Long.valueOf(text.substring(start, at));
            } catch (NumberFormatException e) {
                throw wrong();
            }
        }

        private String string() {
            expect('"');
            StringBuilder string = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                string.append(c == '\\' ? escaped() : c);
            }
            at++;
            return string.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            return switch (c) {
                case 'b' -> '\b';
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'f' -> '\f';
                case 'r' -> '\r';
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw wrong();
                    }
                    at += 4;
                    yield (char) Integer.parseInt(text, at - 4, at, 16);
                }
                default -> c;
            };
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw wrong();
            }
            at++;
        }

        private static IllegalArgumentException wrong() {
            return new IllegalArgumentException("it is no JSON in canonical form");
        }
    }
}
