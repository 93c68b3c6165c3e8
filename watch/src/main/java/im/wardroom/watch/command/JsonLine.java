// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

/// One object of JSON in one line.
final class JsonLine {

    private final StringBuilder text = new StringBuilder(512).append('{');

    JsonLine put(String name, String value) {
        name(name).append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    JsonLine put(String name, long value) {
        name(name).append(value);
        return this;
    }

    private StringBuilder name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(name).append("\":");
    }

    private void escape(char letter) {
        if (letter == '"' || letter == '\\') {
            text.append('\\').append(letter);
        } else if (letter < ' ' || letter > '~') {
            text.append("\\u%04x".formatted((int) letter));
        } else {
            text.append(letter);
        }
    }

    String end() {
        return text.append('}').toString();
    }
}
