// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.wire.relay.RelayOptions;
import im.wardroom.xmpp.address.Domain;
import java.time.Duration;
import java.util.Optional;

/// Bytes from one device to another past the server's eyes.
public record TransfersSection(
        @Doc("Files in pieces inside of stanzas (XEP-0047); nobody can inspect them on their way.") @Default("refused")
        InBand inBand,

        @Doc(
                "What the domain of the proxy (XEP-0065) is called in front of the server's, if listen.proxy has an address.")
        @Default("proxy")
        String proxyLabel,

        @Doc("The name or address at which clients reach the proxy; the server's domain without it.")
        @Example("files.example.org")
        Optional<String> proxyHost,

        @Doc("How many connections the proxy takes; two make a stream.")
        @Default("1000")
        @Between(min = "2", max = "1000000")
        int proxyConnections,

        @Doc("How many streams one account may have going at once.") @Default("4") @Between(min = "1", max = "1000")
        int proxyStreamsPerAccount,

        @Doc("How much all streams of one account may carry in a second.")
        @Default("4MiB")
        @Between(min = "16KiB", max = "16GiB")
        ByteSize proxyBytesPerSecond,

        @Doc("How much one stream may carry.") @Default("1GiB") @Between(min = "64KiB", max = "100000GiB")
        ByteSize proxyStreamSize,

        @Doc("A stream on which nothing comes for this long ends.") @Default("2m") @Between(min = "1s", max = "1d")
        Duration proxyIdle,

        @Doc("How long a connection may wait for its counterpart.") @Default("1m") @Between(min = "1s", max = "1h")
        Duration proxyPatience)
        implements Checked {

    /// Whether files in pieces pass.
    public enum InBand {
        REFUSED,
        ALLOWED
    }

    public RelayOptions relay() {
        return new RelayOptions(
                proxyConnections,
                proxyStreamsPerAccount,
                proxyBytesPerSecond.bytes(),
                proxyStreamSize.bytes(),
                proxyIdle,
                proxyPatience,
                RelayOptions.DEFAULT.handshake());
    }

    /// The domain of the proxy of one of the server's domains.
    public Domain domain(Domain parent) {
        return new Domain(proxyLabel + '.' + parent);
    }

    @Override
    public void check(Findings findings) {
        boolean valid = !proxyLabel.contains(".");
        try {
            valid &= !new Domain(proxyLabel + ".example").toString().isEmpty();
        } catch (IllegalArgumentException e) {
            valid = false;
        }
        if (!valid) {
            findings.add("proxy-label", '"' + proxyLabel + "\"", "one label of a domain name, such as \"proxy\"");
        }
        if (proxyHost
                .filter(host -> host.isBlank() || host.contains(":") && !host.contains("::"))
                .isPresent()) {
            findings.add("proxy-host", '"' + proxyHost.orElse("") + "\"", "a name or an address, without a port");
        }
    }
}
