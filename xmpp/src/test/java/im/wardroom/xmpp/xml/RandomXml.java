// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.List;
import java.util.Random;

/// Random documents as text, with every form that XML without a DTD has: prefixes, CDATA, references,
/// line ends, odd spaces. Also breaks them.
final class RandomXml {

    private static final List<String> TEXTS = List.of(
            "a",
            "Hello",
            " ",
            "\n",
            "\r\n",
            "é",
            "€",
            "\ud83d\ude00",
            "&amp;",
            "&lt;",
            "&#65;",
            "&#x1F600;",
            "]",
            "'",
            "\"",
            "<![CDATA[<&]]>",
            "<![CDATA[]]>",
            ">");
    private static final List<String> NAMES = List.of("a", "b", "body", "x-y", "_", "n.1", "é");
    private static final List<String> URIS = List.of("u", "v", "jabber:client", "a}b");
    private static final String BREAKING = "<>&;'\"/=!?[]: x:]]>é\u0001\uffff\tab#10-";

    private final Random random;

    RandomXml(Random random) {
        this.random = random;
    }

    String element(int depth) {
        String prefix = random.nextInt(4) == 0 ? "p" + depth + ":" : "";
        String name = prefix + pick(NAMES);
        StringBuilder tag = new StringBuilder("<").append(name);
        if (!prefix.isEmpty() || random.nextInt(3) == 0) {
            attribute(tag, "xmlns:p" + depth, pick(URIS));
        }
        if (random.nextInt(4) == 0) {
            attribute(tag, "xmlns", random.nextInt(5) == 0 ? "" : pick(URIS));
        }
        if (random.nextInt(3) == 0) {
            attribute(tag, random.nextBoolean() ? "k" : "xml:lang", value());
        }
        if (depth > 1 && random.nextInt(6) == 0) {
            attribute(tag, "p" + (depth - 1) + ":k", value());
        }
        tag.append(space(0));
        return random.nextInt(4) == 0 ? tag + "/>" : tag + ">" + content(depth) + "</" + name + space(0) + ">";
    }

    private String content(int depth) {
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            content.append(depth < 4 && random.nextBoolean() ? element(depth + 1) : pick(TEXTS));
        }
        return content.toString();
    }

    private void attribute(StringBuilder tag, String name, String value) {
        char quote = random.nextBoolean() ? '"' : '\'';
        tag.append(space(1)).append(name).append(space(0)).append('=').append(space(0));
        tag.append(quote).append(value).append(quote);
    }

    private String value() {
        String value = pick(TEXTS);
        return value.startsWith("<") || value.equals("'") || value.equals("\"") ? "1" : value;
    }

    private String space(int atLeast) {
        return random.nextInt(5) == 0 ? " \n" : " ".repeat(atLeast);
    }

    /// One to three characters removed, doubled or replaced.
    String broken(String source) {
        StringBuilder result = new StringBuilder(source);
        for (int i = random.nextInt(3); i >= 0 && !result.isEmpty(); i--) {
            int at = random.nextInt(result.length());
            String other = "" + BREAKING.charAt(random.nextInt(BREAKING.length()));
            switch (random.nextInt(3)) {
                case 0 -> result.deleteCharAt(at);
                case 1 -> result.insert(at, other);
                default -> result.replace(at, at + 1, other);
            }
        }
        return result.toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
