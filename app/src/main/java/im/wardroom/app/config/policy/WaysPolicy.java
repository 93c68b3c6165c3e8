// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.path.PathRules;
import im.wardroom.guard.path.PathRules.Way;
import im.wardroom.xmpp.address.Domain;
import java.util.List;
import java.util.stream.Collectors;

/// Ways on which files would go from device to device, past the server.
public record WaysPolicy(
        @Doc("Whether these ways are watched, and whether they are closed.") @Default("enforce")
        Mode mode,

        @Doc(
                "Files by Jingle; relay takes all ways out of the offer but the server's own proxy and pieces within stanzas. Calls always pass.")
        @Default("refuse")
        Way jingle,

        @Doc("Streams by SOCKS5 (XEP-0065).") @Default("refuse")
        Way bytestreams,

        @Doc("Offers of files in their older form (XEP-0096).") @Default("refuse")
        Way streamInitiation,

        @Doc("The server's own proxies, such as \"proxy.example.org\", for what is relayed.") @Default("")
        List<Domain> proxies) {

    public PathRules rules() {
        return new PathRules(
                mode,
                jingle,
                bytestreams,
                streamInitiation,
                proxies.stream().map(Domain::toString).collect(Collectors.toSet()));
    }
}
