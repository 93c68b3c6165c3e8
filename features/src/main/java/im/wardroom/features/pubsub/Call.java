// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.features.pubsub.rule.Standing;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request to an account's nodes, and what the asker may know of them.
///
/// @param pubsub the request's payload
/// @param action what of it says what is wanted
record Call(AccountContext account, Element pubsub, Element action, Limits limits) {

    /// Once everything that the account was asked before is done.
    void inTurn(Runnable step) {
        account.read(ports -> true, done -> step.run());
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
        if (name.length() > limits.nameLength()) {
            throw new StanzaException(
                    Condition.NOT_ACCEPTABLE, "A name is longer than " + limits.nameLength() + " characters.");
        }
        return name;
    }

    @Nullable
    Node find(String name) {
        return account.nodes().get(name);
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
        return Standings.of(account, node, account.sender());
    }

    static NodeOptions options(Node node) {
        return NodeOptions.read(node.options());
    }

    /// What is private looks like what does not exist (XEP-0223 §5), and so does an account to those who may not know
    /// it.
    void check(@Nullable Refusal refusal) {
        if (refusal != null) {
            boolean hides = refusal == Refusal.CLOSED_NODE || !account.isTrusted();
            throw hides ? hidden() : refusal.exception();
        }
    }

    private StanzaException hidden() {
        return account.isTrusted()
                ? Refusal.ITEM_NOT_FOUND.exception()
                : new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }

    void ownerOnly() {
        if (!account.isOwner()) {
            check(Refusal.FORBIDDEN);
        }
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
        account.reply(Element.of(child.namespace(), "pubsub").with(child));
    }

    void done() {
        account.reply(null);
    }

    static Element element(String name) {
        return Element.of(Names.PUBSUB, name);
    }
}
