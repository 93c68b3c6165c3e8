// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether an element is like a pattern. What a pattern does not list must not be there, but for `id`, `from`, `to` and
/// `xml:lang`, and whatever `…` stands for; `'*'` is any value; `{?name}` captures one.
final class Likeness {

    static final String REST = "…";

    private static final Set<String> UNLISTED = Set.of("id", "from", "to", "xml:lang");
    private static final Pattern CAPTURE = Pattern.compile("\\{\\?([a-z][A-Za-z0-9]*)}");

    private Likeness() {}

    /// What was captured, or empty if the element is not like the pattern.
    static Optional<Map<String, String>> match(Element pattern, Element actual) {
        Map<String, String> captures = new HashMap<>();
        return matches(pattern, actual, captures) ? Optional.of(captures) : Optional.empty();
    }

    private static boolean matches(Element pattern, Element actual, Map<String, String> captures) {
        return actual.is(pattern.namespace(), pattern.name())
                && attributesMatch(pattern, actual, captures)
                && textMatches(pattern, actual, captures)
                && childrenMatch(pattern, actual, captures);
    }

    private static boolean attributesMatch(Element pattern, Element actual, Map<String, String> captures) {
        for (String key : actual.attributes().keySet()) {
            if (!UNLISTED.contains(key) && pattern.attribute(key) == null) {
                return false;
            }
        }
        for (Map.Entry<String, String> listed : pattern.attributes().entrySet()) {
            String value = actual.attribute(listed.getKey());
            if (value == null || !valueMatches(listed.getValue(), value, captures)) {
                return false;
            }
        }
        return true;
    }

    /// One capture may stand anywhere inside of a value.
    private static boolean valueMatches(String pattern, String value, Map<String, String> captures) {
        if (pattern.equals("*")) {
            return true;
        }
        Matcher capture = CAPTURE.matcher(pattern);
        if (!capture.find()) {
            return pattern.equals(value);
        }
        String before = pattern.substring(0, capture.start());
        String after = pattern.substring(capture.end());
        boolean fits =
                value.length() >= before.length() + after.length() && value.startsWith(before) && value.endsWith(after);
        if (fits) {
            captures.put(capture.group(1), value.substring(before.length(), value.length() - after.length()));
        }
        return fits;
    }

    private static boolean textMatches(Element pattern, Element actual, Map<String, String> captures) {
        String expected = pattern.text();
        if (expected.contains(REST)) {
            return true;
        }
        boolean mixed = pattern.firstElement() != null;
        return valueMatches(
                mixed ? expected.strip() : expected, mixed ? actual.text().strip() : actual.text(), captures);
    }

    private static boolean childrenMatch(Element pattern, Element actual, Map<String, String> captures) {
        List<Element> listed = pattern.elements().toList();
        List<Element> present = actual.elements().toList();
        boolean open = pattern.children().stream().anyMatch(Likeness::isRest);
        if (present.size() < listed.size() || !open && present.size() > listed.size()) {
            return false;
        }
        return assign(listed, new ArrayList<>(present), captures);
    }

    private static boolean isRest(Node node) {
        return node instanceof Text(String value) && value.contains(REST);
    }

    /// Finds a child of its own for each one listed.
    private static boolean assign(List<Element> listed, List<Element> present, Map<String, String> captures) {
        if (listed.isEmpty()) {
            return true;
        }
        Element first = listed.getFirst();
        for (Element candidate : List.copyOf(present)) {
            Map<String, String> attempt = new HashMap<>(captures);
            if (matches(first, candidate, attempt)) {
                List<Element> left = new ArrayList<>(present);
                left.removeIf(e -> e == candidate);
                if (assign(listed.subList(1, listed.size()), left, attempt)) {
                    captures.putAll(attempt);
                    return true;
                }
            }
        }
        return false;
    }
}
