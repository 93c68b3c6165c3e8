// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.Secret;
import im.wardroom.xmpp.address.Domain;
import java.util.Optional;

/// A program that may connect as a component (XEP-0114).
public record ComponentSection(
        @Doc("The domain that it serves; everything that is sent there reaches it, and it speaks for all on it.")
        @Example("echo.example.org")
        Optional<Domain> domain,

        @Doc("What it has to know; at least 12 characters, best made by a machine, such as by: openssl rand -hex 32")
        @Example(ComponentSection.EXAMPLE)
        Optional<Secret> secret)
        implements Checked {

    private static final int MIN_SECRET = 12;

    /// Everybody can read it, so it is no secret.
    static final String EXAMPLE = "not-this-one-please";

    @Override
    public void check(Findings findings) {
        if (domain.isEmpty()) {
            findings.add(
                    "domain", "a component without one", "the domain that it serves, such as \"echo.example.org\"");
        }
        if (secret.isEmpty()) {
            findings.add("secret", "a component without one", "a text that only the component knows");
        } else if (secret.get().reveal().equals(EXAMPLE)) {
            findings.add("secret", "the one of the example", "one of your own, such as from: openssl rand -hex 32");
        } else if (secret.get().reveal().length() < MIN_SECRET) {
            findings.add("secret", "a short one (not shown)", "at least " + MIN_SECRET + " characters");
        }
    }
}
