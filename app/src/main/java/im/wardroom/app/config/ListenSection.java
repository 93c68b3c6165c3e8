// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// Where clients connect.
public record ListenSection(
        @Doc("For clients that begin unencrypted and must then switch to TLS (RFC 6120 §5).") @Default(":5222")
        ListenAddress starttls,

        @Doc("For clients that begin with TLS (XEP-0368).") @Default(":5223")
        ListenAddress directTls,

        @Doc("For browsers: the web client, and streams over WebSocket (RFC 7395).") @Default(":5443")
        ListenAddress https)
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
    }

    private static boolean collide(ListenAddress one, ListenAddress other) {
        return one.port() > 0 && one.equals(other);
    }
}
