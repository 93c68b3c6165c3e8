// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.Wardroom;
import im.wardroom.app.certificate.Certificates;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.xmpp.address.Domain;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is printed when the server is ready.
record ReadyBlock(Wardroom wardroom) {

    /// @param made accounts whose passwords are told now, and never again
    List<String> lines(List<NewAccount> made) {
        List<String> lines = new ArrayList<>();
        lines.add("Wardroom is ready.");
        lines.add("  Domain   "
                + wardroom.configuration().domains().stream().map(Domain::value).collect(Collectors.joining(", ")));
        lines.add("  Ports    " + port(wardroom.network().startTls()) + " (STARTTLS), "
                + port(wardroom.network().directTls()) + " (direct TLS), "
                + port(wardroom.network().https()) + " (HTTPS)");
        InetSocketAddress https = wardroom.network().https();
        if (https != null) {
            lines.add("  Browser  https://" + wardroom.configuration().mainDomain() + ':' + https.getPort() + '/');
        }
        lines.add("  Data     " + wardroom.configuration().data());
        Path authority = Certificates.authorityFile(wardroom.configuration());
        if (Files.exists(authority)) {
            lines.add("  Trust    " + authority);
        }
        if (made.isEmpty()) {
            lines.add("  Sign in  with any XMPP client; make accounts with: ./wardroom user add NAME");
        } else {
            lines.add("  Sign in  with any XMPP client as (the passwords are shown this once):");
            made.forEach(account -> lines.add(
                    "           " + account.jid() + "  " + account.password().reveal()));
        }
        return lines;
    }

    private static String port(@Nullable InetSocketAddress address) {
        return address == null ? "off" : Integer.toString(address.getPort());
    }
}
