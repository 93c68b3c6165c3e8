// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What gave a flow away, without any name or address that is not in the directory: such a name can tell who somebody
/// is, like the name of a company before that of a service.
public record PublicEvidence(Directory directory) {

    private static final Pattern NAME = Pattern.compile(
            "((?:TLS|QUIC|DTLS) name|DNS question|HTTP host|HTTP tunnel to|certificate for) ([^\\s,]{1,255}).*");
    private static final Pattern NETWORK =
            Pattern.compile("(?:\\S+ is in|(?:STUN|DTLS|media) in the network) ([0-9a-f.:]{2,45}/[0-9]{1,3})");

    String of(Usage usage) {
        Matcher name = NAME.matcher(usage.evidence());
        if (name.matches()) {
            return directory
                    .host(name.group(2))
                    .map(Entry::value)
                    .map(value -> name.group(1) + " " + (value.equals(name.group(2)) ? value : "below " + value))
                    .orElse(name.group(1));
        }
        Matcher network = NETWORK.matcher(usage.evidence());
        boolean isListed = network.matches()
                && directory.entries().stream()
                        .anyMatch(entry -> entry.kind() == Entry.Kind.NETWORK
                                && entry.service().isPresent()
                                && entry.value().equals(network.group(1)));
        return isListed ? "address in " + network.group(1) : plain(usage.via());
    }

    private static String plain(String via) {
        return switch (via) {
            case "native" -> "its own protocol";
            case "address" -> "an address of the service";
            case "stun", "rtp", "dtls" -> "a mark of its calls";
            default -> "a mark in " + via.toUpperCase(java.util.Locale.ROOT);
        };
    }
}
