// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.authentication.AuthenticationOptions;
import im.wardroom.server.credential.LockoutRules;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.xmpp.address.Domain;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// How a server behaves.
///
/// @param domains those that it serves, the main one first
/// @param components the secrets of programs that may connect, by their domains (XEP-0114)
public record ServerOptions(
        SequencedSet<Domain> domains,
        StreamOptions streams,
        SessionOptions sessions,
        AccountLimits accounts,
        AuthenticationOptions authentication,
        LockoutRules lockout,
        Map<Domain, Secret> components) {

    public ServerOptions {
        domains = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(domains));
        components = Map.copyOf(components);
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("a server serves at least one domain");
        }
    }
}
