// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.xmpp.address.Domain;
import java.net.IDN;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the server's pages and files are, as links say it. Known once the server listens. Thread-safe.
public final class WebAddress {

    private static final int HTTPS = 443;

    private final Optional<URI> configured;
    private volatile int port;

    /// @param configured what the administrator says of it, such as the address of a proxy
    public WebAddress(Optional<String> configured) {
        this.configured = configured.map(URI::create);
    }

    /// @param address null if nowhere
    void listensOn(@Nullable InetSocketAddress address) {
        port = address == null ? 0 : address.getPort();
    }

    /// Without a path; nothing while there is no web.
    public Optional<URI> of(Domain domain) {
        int known = port;
        if (known == 0) {
            return Optional.empty();
        }
        return Optional.of(configured.orElseGet(
                () -> URI.create("https://" + host(domain) + (known == HTTPS ? "" : ":" + known))));
    }

    private static String host(Domain domain) {
        String text = domain.value();
        return text.startsWith("[") ? text : IDN.toASCII(text);
    }
}
