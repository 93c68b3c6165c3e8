// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// Where clients connect.
public record ListenSection(
        @Doc("For clients that begin unencrypted and must then switch to TLS (RFC 6120 §5).") @Default(":5222")
        ListenAddress starttls,

        @Doc("For clients that begin with TLS (XEP-0368).") @Default(":5223")
        ListenAddress directTls)
        implements Checked {

    @Override
    public void check(Findings findings) {
        boolean off = starttls.equals(ListenAddress.OFF);
        if (off && directTls.equals(ListenAddress.OFF)) {
            findings.add("starttls", "no listener at all", "an address under starttls or direct-tls");
        } else if (!off && starttls.port() != 0 && starttls.equals(directTls)) {
            findings.add("direct-tls", "\"" + directTls + "\" twice", "another address than that of starttls");
        }
    }
}
