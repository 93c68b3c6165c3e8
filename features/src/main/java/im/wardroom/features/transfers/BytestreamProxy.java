// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// SOCKS5 Bytestreams (XEP-0065): the proxy on its own domain. It lets connections in for what an account of this
/// server offered to somebody, as it sees the offer pass.
public final class BytestreamProxy implements Feature, Service {

    private final Optional<TransferSettings.Proxy> settings;

    /// @param settings empty if there is none
    public BytestreamProxy(Optional<TransferSettings.Proxy> settings) {
        this.settings = settings;
    }

    private TransferSettings.Proxy proxy() {
        return settings.orElseThrow();
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.rfc(1928).partial("CONNECT to a name, without authentication"),
                Specification.xep(65, "1.8.2").partial("the proxy, for TCP"));
    }

    @Override
    public void install(Hooks hooks) {
        if (settings.isPresent()) {
            hooks.service(this).witness(this::seen);
        }
    }

    private void seen(Stanza stanza) {
        Jid requester = stanza.from();
        Jid target = stanza.to();
        if (stanza instanceof Iq iq && requester != null && target != null) {
            String proxy = domain(requester.domain()).toString();
            Offers.of(iq, proxy)
                    .forEach(sid -> proxy().relay().expect(StreamHash.of(sid, requester, target), requester.bare()));
        }
    }

    @Override
    public String label() {
        return proxy().label();
    }

    @Override
    public String name() {
        return "Bytestream proxy";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of();
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store store) {
        String parent = address.domain().value().substring(label().length() + 1);
        return new Proxy(address, new Domain(parent), name(), proxy());
    }
}
