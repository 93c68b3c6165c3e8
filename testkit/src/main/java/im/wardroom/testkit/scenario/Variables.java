// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.testkit.TestServer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in braces: `{domain}`, `{ref}` that was captured before, `{romeo/phone}` (a full JID) and `{romeo}` (a
/// bare JID).
final class Variables {

    private static final Pattern USE = Pattern.compile("\\{([a-z][A-Za-z0-9./-]*)}");

    private final Map<String, String> captured = new HashMap<>();
    private final UnaryOperator<String> jids;

    /// @param jids the full JID of a device
    Variables(UnaryOperator<String> jids) {
        this.jids = jids;
    }

    void capture(Map<String, String> values) {
        captured.putAll(values);
    }

    /// For use inside of XML.
    String expand(String text) {
        return USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(escaped(value(use.group(1)))));
    }

    /// For use outside of XML.
    String plain(String text) {
        return USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(value(use.group(1))));
    }

    private String value(String name) {
        String known = captured.get(name);
        if (known != null) {
            return known;
        }
        if (name.equals("domain")) {
            return TestServer.DOMAIN;
        }
        return name.contains("/") ? jids.apply(name) : name + '@' + TestServer.DOMAIN;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }
}
