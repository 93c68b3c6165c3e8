// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Profile;
import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Publish-subscribe (XEP-0060) on a domain of its own: nodes that people make and share, whoever's contacts they are.
public final class PubSubService implements Feature, Service {

    private final ServiceSettings settings;
    private final Dispatch dispatch;

    public PubSubService(ServiceSettings settings) {
        this.settings = settings;
        this.dispatch = new Dispatch(Profile.ofAService(settings.limits()), new LastItems());
    }

    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        hooks.service(this);
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public String name() {
        return "Publish-Subscribe";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of();
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store store) {
        Desk desk = new Desk("pubsub", "service", name());
        if (address.local() != null) {
            return desk;
        }
        return desk.feature(Names.PUBSUB, PageRequest.NS)
                .feature(Dispatch.features(List.of("instant-nodes")))
                .get(
                        Desk.INFO,
                        "query",
                        (request, query, out) -> out.send(request.result(info(desk, request, query, out))))
                .get(
                        Desk.ITEMS,
                        "query",
                        (request, query, out) -> Disclosing.items(out.nodes(request), query.attribute("node")))
                .get(Names.PUBSUB, "pubsub", this::handle)
                .set(Names.PUBSUB, "pubsub", this::change)
                .get(Names.OWNER, "pubsub", this::handle)
                .set(Names.OWNER, "pubsub", this::handle);
    }

    private static Element info(Desk desk, Iq request, Element query, EntityContext out) {
        String node = query.attribute("node");
        if (node == null) {
            return desk.info();
        }
        Element info = Disclosing.info(out.nodes(request), node);
        if (info == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such node.");
        }
        return info;
    }

    private void handle(Iq request, Element pubsub, EntityContext out) {
        dispatch.handle(out.nodes(request), pubsub, node -> {});
    }

    /// The first node makes the service something of which there is anything to be kept.
    private void change(Iq request, Element pubsub, EntityContext out) {
        NodesContext nodes = out.nodes(request);
        if (out.exists() || !pubsub.has(Names.PUBSUB, "create") || !nodes.isAtHome()) {
            handle(request, pubsub, out);
            return;
        }
        out.create(() -> {
            try {
                handle(request, pubsub, out);
            } catch (StanzaException e) {
                out.refuse(request, e.error());
            }
        });
    }
}
