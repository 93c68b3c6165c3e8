// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.store.Nodes;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Publishing an item (XEP-0060 §7.1), with the options that the node must have (§7.1.5). An account's nodes are
/// made when something is published to them.
final class Publish implements Request {

    private final Publication publication;

    Publish(Publication publication) {
        this.publication = publication;
    }

    /// What is published, understood and checked.
    private record Wish(String node, Item item, Element payload, Optional<SubmittedForm> preconditions) {}

    @Override
    public void handle(Call call) {
        Wish wish = wish(call);
        BareJid owner = call.host().owner();
        call.host()
                .read(
                        ports -> ports.nodes()
                                .usage(owner, wish.node(), wish.item().id()),
                        usage -> publish(call, wish, usage));
    }

    private static Wish wish(Call call) {
        String node = call.name();
        List<Element> items = call.action().elements(Names.PUBSUB, "item").toList();
        if (items.size() != 1) {
            throw Refusal.ITEM_REQUIRED.exception();
        }
        Element item = items.getFirst();
        List<Element> payloads = item.elements().toList();
        if (payloads.size() != 1) {
            throw (payloads.isEmpty() ? Refusal.PAYLOAD_REQUIRED : Refusal.INVALID_PAYLOAD).exception();
        }
        byte[] bytes = payloads.getFirst().toBytes("");
        if (bytes.length > call.limits().itemBytes()) {
            throw Refusal.PAYLOAD_TOO_BIG.exception();
        }
        NodesContext host = call.host();
        String given = call.bounded(item.attribute("id", ""));
        String id = given.isEmpty()
                ? ItemId.of(
                        bytes,
                        host.now(),
                        Objects.requireNonNullElse(host.request().id(), ""))
                : given;
        Optional<SubmittedForm> preconditions =
                Call.form(call.pubsub().child(Names.PUBSUB, "publish-options"), Names.PUBLISH_OPTIONS);
        preconditions.ifPresent(NodeOptions::checkKnown);
        return new Wish(node, new Item(id, host.sender(), host.now(), bytes), payloads.getFirst(), preconditions);
    }

    private void publish(Call call, Wish wish, Nodes.Usage usage) {
        Node node = node(call, wish);
        NodeOptions options = Call.options(node);
        call.check(Access.publishing(options, call.standing(node)));
        long after = usage.account() - usage.item().orElse(0L) + wish.item().payload().length;
        if (options.keep(call.limits()) > 0 && after > call.limits().ownerBytes()) {
            throw Refusal.MAX_ITEMS_EXCEEDED.exception();
        }
        publication.put(call.host(), node, wish.item(), wish.payload());
        call.reply(Call.element("publish")
                .with("node", wish.node())
                .with(Call.element("item").with("id", wish.item().id())));
        call.changed().accept(wish.node());
    }

    /// As the preconditions want it, or made so.
    private Node node(Call call, Wish wish) {
        Node known = call.find(wish.node());
        if (known == null) {
            if (!call.profile().ofOnePerson()) {
                throw Refusal.ITEM_NOT_FOUND.exception();
            }
            call.checkMayMake();
            return call.make(wish.node(), call.optionsWhenMade(wish.preconditions()));
        }
        NodeOptions options = Call.options(known);
        if (!wish.preconditions()
                .map(form -> options.meets(form, call.limits()))
                .orElse(true)) {
            throw Refusal.PRECONDITION_NOT_MET.exception();
        }
        return known;
    }
}
