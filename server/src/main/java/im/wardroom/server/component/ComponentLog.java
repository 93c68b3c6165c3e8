// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.StreamError;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an administrator is told of components. Never a secret, never a stanza.
final class ComponentLog {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentLog.class);

    private ComponentLog() {}

    static void came(Domain domain, InetAddress address) {
        LOG.atInfo()
                .addKeyValue("component", domain)
                .addKeyValue("address", address.getHostAddress())
                .log("component connected");
    }

    static void went(Domain domain) {
        LOG.atInfo().addKeyValue("component", domain).log("component disconnected");
    }

    static void left(Domain domain, String cause) {
        LOG.atWarn()
                .addKeyValue("component", domain)
                .addKeyValue("cause", cause)
                .log("component dropped");
    }

    static void failed(InetAddress address, StreamError error) {
        LOG.atInfo()
                .addKeyValue("address", address.getHostAddress())
                .addKeyValue("error", error.condition().element())
                .addKeyValue("cause", error.text())
                .log("stream of a component closed with an error");
    }

    static void refused(Domain domain, InetAddress address) {
        LOG.atWarn()
                .addKeyValue("component", domain)
                .addKeyValue("address", address.getHostAddress())
                .log("a component did not know its secret");
    }

    static void broke(InetAddress address, RuntimeException cause) {
        LOG.atError()
                .setCause(cause)
                .addKeyValue("address", address.getHostAddress())
                .log("a component's stream failed");
    }
}
