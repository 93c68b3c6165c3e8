// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.guard.address.Network;
import im.wardroom.server.credential.Secret;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Who may read numbers about the server.
public record MetricsSection(
        @Doc("Whether they can be read at /metrics; it needs listen.https. For everybody else there is no such page.")
        @Default("false")
        boolean enabled,

        @Doc("From where they can be read without a token; what a proxy passes on comes from nowhere.")
        @Default("127.0.0.0/8, ::1/128")
        List<Network> networks,

        @Doc("What a program elsewhere shows to read them, as a bearer token; without it, nobody elsewhere can.")
        @Example("a-long-random-text")
        Optional<Secret> token)
        implements Checked {

    private static final int LEAST_TOKEN = 16;

    /// Whether it is in one of the networks. An IPv4 address that is dressed as IPv6 is not: anybody can dress one up.
    public boolean isNear(InetAddress address) {
        int length = address.getAddress().length;
        return networks.stream()
                .anyMatch(network -> network.first().getAddress().length == length && network.contains(address));
    }

    @Override
    public void check(Findings findings) {
        if (enabled && networks.isEmpty() && token.isEmpty()) {
            findings.add("networks", "neither a network nor a token", "somebody who may read them");
        }
        if (token.filter(secret -> !secret.reveal().matches("[!-~]{" + LEAST_TOKEN + ",}"))
                .isPresent()) {
            findings.add(
                    "token",
                    "a token that is short, or cannot stand in a header",
                    LEAST_TOKEN + " characters or more, of letters, digits and signs without spaces");
        }
    }
}
