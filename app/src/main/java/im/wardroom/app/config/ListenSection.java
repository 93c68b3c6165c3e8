// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// Where clients connect.
public record ListenSection(
        @Doc("For clients that begin unencrypted and must then switch to TLS (RFC 6120 §5).") @Default(":5222")
        ListenAddress starttls,

        @Doc("For clients that begin with TLS (XEP-0368).") @Default(":5223")
        ListenAddress directTls,

        @Doc("For browsers: the web client, and streams over WebSocket (RFC 7395).") @Default(":5443")
        ListenAddress https,

        @Doc(
                "For components (XEP-0114), if there are any; they connect in clear, so this belongs on the machine itself.")
        @Default("127.0.0.1:5347")
        ListenAddress component,

        @Doc("For files that two devices send each other through the server (XEP-0065), unencrypted and not inspected.")
        @Default("off")
        ListenAddress proxy,

        @Doc("Lets components connect in clear from other machines: whoever is between can read and change all of it.")
        @Default("false")
        boolean allowUnencryptedComponentsFromElsewhere)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (starttls.equals(ListenAddress.OFF) && directTls.equals(ListenAddress.OFF)) {
            findings.add("starttls", "no listener at all", "an address under starttls or direct-tls");
        }
        if (collide(starttls, directTls)) {
            findings.add("direct-tls", "\"" + directTls + "\" twice", "another address than that of starttls");
        }
        if (collide(https, starttls) || collide(https, directTls)) {
            findings.add("https", "\"" + https + "\" twice", "another address than those of starttls and direct-tls");
        }
        if (collide(component, starttls) || collide(component, directTls) || collide(component, https)) {
            findings.add("component", "\"" + component + "\" twice", "another address than those of the others");
        }
        if (collide(proxy, starttls)
                || collide(proxy, directTls)
                || collide(proxy, https)
                || collide(proxy, component)) {
            findings.add("proxy", "\"" + proxy + "\" twice", "another address than those of the others");
        }
        if (!component.isLoopback() && !allowUnencryptedComponentsFromElsewhere) {
            findings.add(
                    "component",
                    "\"" + component + "\", which other machines can reach",
                    "an address of this machine alone, such as \"127.0.0.1:5347\": components connect in clear"
                            + " (allow-unencrypted-components-from-elsewhere = true permits it nevertheless)");
        }
    }

    private static boolean collide(ListenAddress one, ListenAddress other) {
        return one.port() > 0 && one.equals(other);
    }
}
