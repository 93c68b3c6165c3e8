// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.http.Request;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import java.util.List;

/// By which of the server's domains a client came.
///
/// @param domains the main one first
record AskedDomain(List<Domain> domains) {

    AskedDomain {
        domains = List.copyOf(domains);
    }

    /// The one that the client asked for, or else the main one.
    String of(Request request) {
        try {
            Domain asked = new Domain(request.host().name());
            if (domains.contains(asked)) {
                return asked.value();
            }
        } catch (InvalidJidException e) {
            // An address of the Internet, or a name that is no domain: the main one will do.
        }
        return domains.getFirst().value();
    }
}
