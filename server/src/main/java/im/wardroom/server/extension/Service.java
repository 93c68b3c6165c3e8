// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.Optional;
import java.util.Set;

/// Addresses on a domain of their own: the domain itself, and what is on it, such as rooms.
public interface Service {

    /// The first label of its domain; the rest is a domain of the server's. It has one for each of them.
    String label();

    /// Its domain on one of the server's.
    default Domain domain(Domain parent) {
        return new Domain(label() + '.' + parent);
    }

    /// The domain of the server's beside which a service has this one.
    static Domain parent(Domain ofService) {
        String name = ofService.value();
        return new Domain(name.substring(name.indexOf('.') + 1));
    }

    /// What it is, for people (XEP-0030).
    String name();

    /// Documents that are loaded with each of its addresses.
    Set<String> namespaces();

    /// The address comes to life. May block.
    ///
    /// @param address the domain's itself, too
    /// @param kept what is kept of it
    Entity load(BareJid address, Optional<Accounts.State> kept, Store store);
}
