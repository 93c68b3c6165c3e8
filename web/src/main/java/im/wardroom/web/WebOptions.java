// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web;

import im.wardroom.web.bosh.BoshOptions;
import im.wardroom.web.brand.Brand;
import im.wardroom.web.http.HttpOptions;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where HTTPS is spoken, and for whom.
///
/// @param address where to listen, or null for nowhere
/// @param domains of the server, the main one first
/// @param addresses of the server on the Internet, for clients that ask where to connect; none if nobody said
/// @param origins of pages of other sites that may connect, in lower case
/// @param strangerLimits what a stream allows until it says otherwise
/// @param brand how the pages look
public record WebOptions(
        @Nullable InetSocketAddress address,
        List<Domain> domains,
        List<InetAddress> addresses,
        Set<String> origins,
        XmlLimits strangerLimits,
        HttpOptions http,
        BoshOptions bosh,
        Brand brand) {

    public WebOptions {
        domains = List.copyOf(domains);
        addresses = List.copyOf(addresses);
        origins = Set.copyOf(origins);
    }
}
