// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/// Where a scanner listens.
public sealed interface Endpoint {

    /// Resolves names, so it may block.
    SocketAddress address();

    /// @param host a name or an address
    record Tcp(String host, int port) implements Endpoint {
        @Override
        public SocketAddress address() {
            return new InetSocketAddress(host, port);
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /// A socket on this machine.
    record Unix(Path path) implements Endpoint {
        @Override
        public SocketAddress address() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
