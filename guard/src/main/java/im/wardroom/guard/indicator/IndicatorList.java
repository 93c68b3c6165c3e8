// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// One list, ready to be asked. Immutable once it is read.
public final class IndicatorList {

    static final int MAX_LINES = 1_000_000;
    private static final int MAX_PATTERNS = 500;
    private static final int MAX_LENGTH = 1000;

    /// Of a text that patterns are tried on.
    private static final int SEARCHED = 16 * 1024;

    private static final java.util.regex.Pattern SHA256 = java.util.regex.Pattern.compile("[0-9a-fA-F]{64}");
    private static final java.util.regex.Pattern KIND =
            java.util.regex.Pattern.compile("(family|host|sha256|name|text|pattern)\\s+(.+)");
    private static final java.util.regex.Pattern HOSTS_FILE =
            java.util.regex.Pattern.compile("(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|::1?)\\s+(\\S+)");

    private record Expression(Pattern pattern, Hit hit) {}

    private final Map<String, Hit> hosts = new HashMap<>();
    private final Map<String, Hit> hashes = new HashMap<>();
    private final Map<String, Hit> names = new HashMap<>();
    private final List<Expression> shapes = new ArrayList<>();
    private final List<Expression> patterns = new ArrayList<>();
    private final Wording texts = new Wording();
    private int size;

    private IndicatorList() {}

    /// Reads a list, all of it or nothing.
    ///
    /// @param file its name, for what belongs to no family, and for problems
    public static IndicatorList parse(String file, String content) throws BadList {
        IndicatorList list = new IndicatorList();
        String family = file;
        int number = 0;
        for (String raw : content.lines().toList()) {
            number++;
            String line = raw.strip();
            if (number > MAX_LINES) {
                throw new BadList(file, number, "more than " + MAX_LINES + " lines");
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                if (line.startsWith("family ")) {
                    family = line.substring(7).strip();
                } else {
                    list.add(line, family);
                    list.size++;
                }
            } catch (IllegalArgumentException e) {
                throw new BadList(file, number, String.valueOf(e.getMessage()));
            }
        }
        return list;
    }

    public int size() {
        return size;
    }

    private void add(String line, String family) {
        if (line.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
        }
        Matcher kind = KIND.matcher(line);
        Matcher hostsFile = HOSTS_FILE.matcher(line);
        if (kind.matches()) {
            add(kind.group(1), kind.group(2).strip(), family);
        } else if (SHA256.matcher(line).matches()) {
            add("sha256", line, family);
        } else if (hostsFile.matches()) {
            add("host", hostsFile.group(1), family);
        } else if (line.indexOf(' ') < 0) {
            add("host", line, family);
        } else {
            throw new IllegalArgumentException("begins with none of: family, host, sha256, name, text, pattern");
        }
    }

    private void add(String kind, String value, String family) {
        Hit hit = new Hit(kind, value, family);
        switch (kind) {
            case "host" -> hosts.put(checkedHost(value), hit);
            case "sha256" -> hashes.put(checkedHash(value), hit);
            case "name" -> addName(value.toLowerCase(Locale.ROOT), hit);
            case "text" -> {
                if (Wording.words(value).size() < Wording.KEY || value.length() < 16) {
                    throw new IllegalArgumentException(
                            "a text of less than three words or 16 characters fits too much");
                }
                texts.add(value, hit);
            }
            case "pattern" -> patterns.add(new Expression(checkedPattern(value), hit));
            default -> throw new IllegalArgumentException("no such kind: " + kind);
        }
    }

    private static String checkedHost(String value) {
        String host = Links.host(value);
        if (host.indexOf('.') <= 0 || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException("no name of a host: \"" + value + "\"; one dot at least, and no path");
        }
        return host;
    }

    private static String checkedHash(String value) {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException("no SHA-256: 64 hexadecimal digits");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private void addName(String name, Hit hit) {
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
            names.put(name, hit);
            return;
        }
        if (name.replaceAll("[*?.]", "").length() < 2) {
            throw new IllegalArgumentException("a name that fits too much: \"" + name + '"');
        }
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        bounded(shapes);
        shapes.add(new Expression(Pattern.compile(expression.toString()), hit));
    }

    private Pattern checkedPattern(String value) {
        bounded(patterns);
        Pattern pattern;
        try {
            pattern = Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no pattern of RE2: " + e.getMessage(), e);
        }
        if (pattern.matcher("").find()) {
            throw new IllegalArgumentException("a pattern that fits everything");
        }
        return pattern;
    }

    private static void bounded(List<Expression> expressions) {
        if (expressions.size() >= MAX_PATTERNS) {
            throw new IllegalArgumentException("more than " + MAX_PATTERNS + " patterns of a kind");
        }
    }

    /// By the host itself, and by all that are above it.
    @Nullable
    Hit host(String host) {
        for (int at = 0; at >= 0 && !hosts.isEmpty(); ) {
            Hit hit = hosts.get(host.substring(at));
            if (hit != null) {
                return hit;
            }
            int dot = host.indexOf('.', at);
            at = dot < 0 ? -1 : dot + 1;
        }
        return null;
    }

    @Nullable
    Hit hash(String sha256) {
        return hashes.get(sha256);
    }

    @Nullable
    Hit name(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        Hit hit = names.get(lower);
        return hit == null ? first(shapes, lower, true) : hit;
    }

    @Nullable
    Hit text(String text) {
        Hit hit = texts.find(text);
        return hit == null ? first(patterns, text, false) : hit;
    }

    /// @param ascii the same text, as bytes
    @Nullable
    Hit text(String text, byte[] ascii) {
        Hit hit = texts.find(text, ascii);
        return hit == null ? first(patterns, text, false) : hit;
    }

    private static @Nullable Hit first(List<Expression> expressions, String text, boolean whole) {
        String searched = text.length() > SEARCHED ? text.substring(0, SEARCHED) : text;
        for (Expression expression : expressions) {
            var matcher = expression.pattern().matcher(searched);
            if (whole ? matcher.matches() : matcher.find()) {
                return expression.hit();
            }
        }
        return null;
    }
}
