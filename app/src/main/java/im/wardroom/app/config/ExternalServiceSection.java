// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.Secret;
import java.time.Duration;
import java.util.Optional;

/// A service outside of XMPP that clients are told of.
public record ExternalServiceSection(
        @Doc("What it is, such as \"stun\", \"turn\" or \"turns\".") @Default("turn")
        String type,

        @Doc("Its name or address; this key must be there.") @Example("turn.example.org")
        Optional<String> host,

        @Doc("Its port.") @Default("3478") @Between(min = "1", max = "65535")
        int port,

        @Doc("How it is spoken to.") @Default("udp") Transport transport,

        @Doc("What people see it called.") @Example("Relay for calls")
        Optional<String> name,

        @Doc("The name with which everybody uses it; together with password.") @Example("guest")
        Optional<String> username,

        @Doc("The password with which everybody uses it.") @Example("")
        Optional<Secret> password,

        @Doc(
                "The secret that it shares with this server (coturn: static-auth-secret): every user gets a name and a password of their own from it, for a while.")
        @Example("")
        Optional<Secret> sharedSecret,

        @Doc("How long what is made of the shared secret can be used.")
        @Default("12h")
        @Between(min = "5m", max = "30d")
        Duration lifetime,

        @Doc("Nobody can use it without credentials, even if they are not given here.") @Default("false")
        boolean restricted)
        implements Checked {

    /// How a service is spoken to.
    public enum Transport {
        UDP,
        TCP
    }

    @Override
    public void check(Findings findings) {
        if (host.filter(name -> !name.isBlank()).isEmpty()) {
            findings.add("host", "no host", "the name or address of the service");
        }
        if (type.isBlank()) {
            findings.add("type", "an empty text", "what the service is, such as \"turn\"");
        }
        if (username.isPresent() != password.isPresent()) {
            findings.add("username", "a username or a password alone", "both of them, or none");
        }
        if (password.isPresent() && sharedSecret.isPresent()) {
            findings.add("shared-secret", "a password and a shared secret", "one of them");
        }
    }
}
