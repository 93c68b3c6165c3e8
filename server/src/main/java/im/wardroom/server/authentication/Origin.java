// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ChannelBinding;
import java.net.InetAddress;
import java.util.Map;

/// Where an attempt to sign in comes from, and the channel that it can be bound to.
public record Origin(Domain domain, InetAddress address, Map<ChannelBinding, byte[]> bindings, UserAgent agent) {

    public Origin {
        bindings = Map.copyOf(bindings);
    }
}
