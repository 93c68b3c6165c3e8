// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where clients connect.
public record ListenSection(
        @Doc("For clients that begin unencrypted and must then switch to TLS (RFC 6120 §5).") @Default(":5222")
                List<ListenAddress> starttls,
        @Doc("For clients that begin with TLS (XEP-0368).") @Default(":5223") List<ListenAddress> directTls)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (starttls.isEmpty() && directTls.isEmpty()) {
            findings.add("starttls", "no listener at all", "an address under starttls or direct-tls");
        }
        Set<ListenAddress> seen = new HashSet<>();
        Stream.concat(starttls.stream(), directTls.stream())
                .filter(address -> address.port() != 0 && !seen.add(address))
                .forEach(address -> findings.add("direct-tls", "\"" + address + "\" twice", "each address once"));
    }
}
