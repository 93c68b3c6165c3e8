// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Affiliation;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.Profile;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request to somebody's nodes, and what the asker may know of them.
///
/// @param pubsub the request's payload
/// @param action what of it says what is wanted
/// @param changed is told the name of a node that the request changed, after the answer
record Call(NodesContext host, Element pubsub, Element action, Profile profile, Consumer<String> changed) {

    Limits limits() {
        return profile.limits();
    }

    /// Once everything that the owner was asked before is done.
    void inTurn(Runnable step) {
        host.read(ports -> true, done -> step.run());
    }

    /// The name of the node that the request is about.
    String name() {
        String name = action.attribute("node", "");
        if (name.isEmpty()) {
            throw Refusal.NODE_ID_REQUIRED.exception();
        }
        return bounded(name);
    }

    String bounded(String name) {
        if (name.length() > limits().nameLength()) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE, "A name is longer than " + limits().nameLength() + " characters.");
        }
        return name;
    }

    @Nullable
    Node find(String name) {
        return host.nodes().get(name);
    }

    Node require(String name) {
        Node node = find(name);
        if (node == null) {
            throw hidden();
        }
        return node;
    }

    /// The node, if the asker owns it.
    Node owned(String name) {
        Node node = require(name);
        check(Access.owning(standing(node)));
        return node;
    }

    Standing standing(Node node) {
        return Standings.of(host, node, host.sender());
    }

    static NodeOptions options(Node node) {
        return NodeOptions.read(node.options());
    }

    /// What is private looks like what does not exist (XEP-0223 §5), and so does an account to those who may not know
    /// it.
    void check(@Nullable Refusal refusal) {
        if (refusal != null) {
            boolean hides = refusal == Refusal.CLOSED_NODE || !host.isTrusted();
            throw hides ? hidden() : refusal.exception();
        }
    }

    private StanzaException hidden() {
        return host.isTrusted()
                ? Refusal.ITEM_NOT_FOUND.exception()
                : new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }

    /// The account's owner makes nodes there; at a service, whoever belongs to the server.
    void checkMayMake() {
        if (!host.isAtHome()) {
            check(Refusal.FORBIDDEN);
        }
    }

    /// The options that the form makes of those of a node.
    ///
    /// @throws StanzaException if they cannot be
    NodeOptions options(NodeOptions before, SubmittedForm form) {
        NodeOptions after = before.with(form, limits());
        if (!profile.accessModels().contains(after.one(Option.ACCESS_MODEL))) {
            throw Refusal.UNSUPPORTED_ACCESS_MODEL.exception();
        }
        return after;
    }

    /// As the form wants it, if there is one.
    NodeOptions optionsWhenMade(Optional<SubmittedForm> form) {
        return form.map(wanted -> options(profile.usual(), wanted)).orElse(profile.usual());
    }

    /// Makes a node, if there is room for one more.
    Node make(String name, NodeOptions options) {
        BareJid maker = host.sender().bare();
        boolean hasRoom = host.nodes().size() < limits().nodes()
                && (profile.ofOnePerson() || ownedBy(maker) < limits().nodesOfOne());
        if (!hasRoom) {
            throw Refusal.MAX_NODES_EXCEEDED.exception();
        }
        Map<BareJid, String> owners = profile.ofOnePerson() ? Map.of() : Map.of(maker, Affiliation.OWNER.word());
        Node node = new Node(name, options.written(), owners, Map.of());
        host.putNode(node, options.keep(limits()));
        return node;
    }

    long ownedBy(BareJid person) {
        return host.nodes().values().stream()
                .filter(node ->
                        Affiliation.OWNER.word().equals(node.affiliations().get(person)))
                .count();
    }

    /// The form inside of an element of the request.
    ///
    /// @param type that it must be of, if it says one
    static Optional<SubmittedForm> form(@Nullable Element parent, String type) {
        if (parent == null) {
            return Optional.empty();
        }
        Optional<SubmittedForm> form = parent.find(SubmittedForm.NS, "x").map(SubmittedForm::of);
        if (form.isPresent() && !form.get().type().equals(type)) {
            throw new StanzaException(Condition.BAD_REQUEST, "The form is none of '" + type + "'.");
        }
        return form;
    }

    void reply(Element child) {
        host.reply(Element.of(child.namespace(), "pubsub").with(child));
    }

    void done() {
        host.reply(null);
    }

    static Element element(String name) {
        return Element.of(Names.PUBSUB, name);
    }
}
