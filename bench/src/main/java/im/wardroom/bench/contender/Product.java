// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.Client;
import im.wardroom.bench.load.Connector;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// A server that can be compared: knows how it is configured at its best.
public interface Product {

    String name();

    /// What it was built from, for the results; may start it for a moment.
    String version() throws IOException;

    /// Debian packages that must be installed.
    default List<String> packages() {
        return List.of();
    }

    /// The kinds of archive that it has, each measured on its own.
    List<Archive> archives();

    /// Whether it does XMPP; the forwarder does not.
    default boolean isServer() {
        return true;
    }

    /// Writes the configuration and the accounts.
    Launch prepare(Setup setup) throws IOException;

    default Connector connector(XmppClient.Shared shared, InetSocketAddress address, XmppClient.Manner manner) {
        return (int account, Client.Listener listener) ->
                XmppClient.connect(shared, address, account, manner, listener);
    }
}
