// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a line of JSON that is one object with strings, numbers, true, false and null, and nothing within them: what
/// the watch writes. Everything is a string afterwards.
final class FlatJson {

    private static final int MOST_FIELDS = 64;

    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /// Empty if it is something else.
    static Optional<Map<String, String>> read(String line) {
        try {
            return Optional.of(new FlatJson(line.strip()).object());
        } catch (IllegalArgumentException | IndexOutOfBoundsException notSuch) {
            return Optional.empty();
        }
    }

    private Map<String, String> object() {
        Map<String, String> fields = new HashMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            do {
                String name = string();
                expect(':');
                fields.put(name, peek() == '"' ? string() : bare());
                if (fields.size() > MOST_FIELDS) {
                    throw new IllegalArgumentException("too many fields");
                }
            } while (next() == ',');
            if (text.charAt(at - 1) != '}') {
                throw new IllegalArgumentException("not the end of an object");
            }
        }
        if (at != text.length()) {
            throw new IllegalArgumentException("more than an object");
        }
        return fields;
    }

    private char peek() {
        while (text.charAt(at) == ' ') {
            at++;
        }
        return text.charAt(at);
    }

    private char next() {
        char letter = peek();
        at++;
        return letter;
    }

    private void expect(char letter) {
        if (next() != letter) {
            throw new IllegalArgumentException("expected " + letter);
        }
    }

    private String bare() {
        int start = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        String word = text.substring(start, at).strip();
        if (!word.matches("-?[0-9][0-9.eE+-]*|true|false|null")) {
            throw new IllegalArgumentException("neither a string nor a number");
        }
        return word;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (char letter = text.charAt(at++); letter != '"'; letter = text.charAt(at++)) {
            value.append(letter == '\\' ? escaped() : letter);
        }
        return value.toString();
    }

    private char escaped() {
        char letter = text.charAt(at++);
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw new IllegalArgumentException("no such escape");
        };
    }
}
