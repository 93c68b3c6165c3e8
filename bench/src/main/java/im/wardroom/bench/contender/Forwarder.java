// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.forwarder.ForwarderMain;
import im.wardroom.bench.load.Client;
import im.wardroom.bench.load.Connector;
import im.wardroom.bench.load.ForwarderClient;
import im.wardroom.bench.load.XmppClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The bare forwarder: what TLS and sockets cost without any XMPP, the practical limit.
public record Forwarder() implements Product {

    @Override
    public String name() {
        return "forwarder";
    }

    @Override
    public String version() {
        return "the forwarder of this repository";
    }

    @Override
    public List<Archive> archives() {
        return List.of();
    }

    @Override
    public boolean isServer() {
        return false;
    }

    @Override
    public Launch prepare(Setup setup) {
        return new Launch(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForwarderMain.class.getName(),
                        Integer.toString(setup.port()),
                        setup.chain().toString(),
                        setup.key().toString()),
                Map.of(),
                ForwarderMain.READY);
    }

    @Override
    public Connector connector(XmppClient.Shared shared, InetSocketAddress address, XmppClient.Manner manner) {
        return (int account, Client.Listener listener) -> ForwarderClient.connect(shared, address, account, listener);
    }
}
