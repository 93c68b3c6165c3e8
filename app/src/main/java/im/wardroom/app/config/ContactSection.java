// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Whom to turn to (XEP-0157).
public record ContactSection(
        @Doc("About misuse of this server.") @Default("") @Example("mailto:abuse@example.org")
        List<String> abuse,

        @Doc("The administrators.") @Default("") @Example("xmpp:admin@example.org")
        List<String> admin,

        @Doc("What people think of the service.") @Default("")
        List<String> feedback,

        @Doc("About buying the service.") @Default("") List<String> sales,

        @Doc("About weaknesses in its security.") @Default("")
        List<String> security,

        @Doc("Where its state is announced.") @Default("") List<String> status,
        @Doc("Help for its users.") @Default("") List<String> support)
        implements Checked {

    private static final Pattern ADDRESS = Pattern.compile("(mailto|xmpp|https):\\S+");

    /// The addresses by the names of XEP-0157 without `-addresses`; those without an address are left out.
    public Map<String, List<String>> byName() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("abuse", abuse);
        all.put("admin", admin);
        all.put("feedback", feedback);
        all.put("sales", sales);
        all.put("security", security);
        all.put("status", status);
        all.put("support", support);
        all.values().removeIf(List::isEmpty);
        return all;
    }

    @Override
    public void check(Findings findings) {
        byName().forEach((name, addresses) -> addresses.stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(address -> findings.add(
                        name, "the text \"" + address + '"', "an address with mailto:, xmpp: or https: before it")));
    }
}
