// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.forwarder;

import im.wardroom.bench.load.Gate;
import im.wardroom.bench.load.Reactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// Forwards until it is killed: `ForwarderMain PORT CHAIN KEY`.
public final class ForwarderMain {

    public static final String READY = "forwarding";

    private ForwarderMain() {}

    public static void main(String[] arguments) throws IOException {
        SSLContext context = PemIdentity.context(Path.of(arguments[1]), Path.of(arguments[2]));
        Pairing pairing = new Pairing();
        Reactor reactor = new Reactor();
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        Gate.open(reactor, address, () -> serverSide(context), pairing::visitor);
        System.out.println(READY);
        while (true) {
            reactor.turn();
        }
    }

    private static SSLEngine serverSide(SSLContext context) {
        SSLEngine tls = context.createSSLEngine();
        tls.setUseClientMode(false);
        tls.setEnabledProtocols(new String[] {"TLSv1.3"});
        return tls;
    }
}
