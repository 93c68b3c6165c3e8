// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// The errors of publish-subscribe, each with its own condition (XEP-0060 §12).
public enum Refusal {
    ITEM_NOT_FOUND(Condition.ITEM_NOT_FOUND, ""),
    CONFLICT(Condition.CONFLICT, ""),
    FORBIDDEN(Condition.FORBIDDEN, ""),
    CLOSED_NODE(Condition.NOT_ALLOWED, "closed-node"),
    INVALID_JID(Condition.BAD_REQUEST, "invalid-jid"),
    INVALID_PAYLOAD(Condition.BAD_REQUEST, "invalid-payload"),
    ITEM_REQUIRED(Condition.BAD_REQUEST, "item-required"),
    JID_REQUIRED(Condition.BAD_REQUEST, "jid-required"),
    MAX_ITEMS_EXCEEDED(Condition.NOT_ALLOWED, "max-items-exceeded"),
    MAX_NODES_EXCEEDED(Condition.NOT_ALLOWED, "max-nodes-exceeded"),
    NODE_ID_REQUIRED(Condition.BAD_REQUEST, "nodeid-required"),
    NOT_IN_ROSTER_GROUP(Condition.NOT_AUTHORIZED, "not-in-roster-group"),
    NOT_SUBSCRIBED(Condition.NOT_AUTHORIZED, "not-subscribed"),
    NO_SUCH_SUBSCRIBER(Condition.UNEXPECTED_REQUEST, "not-subscribed"),
    PAYLOAD_REQUIRED(Condition.BAD_REQUEST, "payload-required"),
    PAYLOAD_TOO_BIG(Condition.NOT_ACCEPTABLE, "payload-too-big"),
    PENDING_SUBSCRIPTION(Condition.NOT_AUTHORIZED, "pending-subscription"),
    PRECONDITION_NOT_MET(Condition.CONFLICT, "precondition-not-met"),
    PRESENCE_REQUIRED(Condition.NOT_AUTHORIZED, "presence-subscription-required"),
    TOO_MANY_SUBSCRIPTIONS(Condition.POLICY_VIOLATION, "too-many-subscriptions"),
    UNSUPPORTED_ACCESS_MODEL(Condition.NOT_ACCEPTABLE, "unsupported-access-model");

    private final Condition condition;
    private final String name;

    Refusal(Condition condition, String name) {
        this.condition = condition;
        this.name = name;
    }

    public StanzaError error() {
        StanzaError error = StanzaError.of(condition);
        return name.isEmpty() ? error : error.with(Element.of(Names.ERRORS, name));
    }

    public StanzaException exception() {
        return new StanzaException(error());
    }

    /// @param feature that is missing (XEP-0060 §10)
    public static StanzaException unsupported(String feature) {
        return new StanzaException(StanzaError.of(Condition.FEATURE_NOT_IMPLEMENTED)
                .with(Element.of(Names.ERRORS, "unsupported").with("feature", feature)));
    }
}
