// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.service;

import im.wardroom.server.account.Entity;
import im.wardroom.server.account.Environment;
import im.wardroom.server.extension.Service;
import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The services by their domains. Immutable.
public final class Services {

    private final Map<Domain, Service> byDomain = new HashMap<>();
    private final Environment environment;

    public Services(Environment environment) {
        this.environment = environment;
        for (Domain domain : environment.domains()) {
            for (Service service : environment.extensions().services()) {
                byDomain.put(service.domain(domain), service);
            }
        }
    }

    public boolean has(Domain domain) {
        return byDomain.containsKey(domain);
    }

    /// Brings an address of a service to life. May block.
    public Entity load(BareJid address, Store store) {
        Service service = Objects.requireNonNull(byDomain.get(address.domain()), "no domain of a service");
        Optional<Accounts.State> kept = store.accounts().load(address, service.namespaces());
        return new Resident(address, service.load(address, kept, store), kept, environment);
    }
}
