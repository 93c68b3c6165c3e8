// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A stanza error (RFC 6120 §8.3). The text is public: it tells a stranger nothing about accounts or rules.
///
/// @param type what the sender can do about it; mostly the one that goes with the condition
public record StanzaError(
        Condition condition,
        String type,
        @Nullable String text,
        @Nullable Element application) {

    public StanzaError(Condition condition, @Nullable String text, @Nullable Element application) {
        this(condition, condition.type(), text, application);
    }

    /// The conditions of RFC 6120 §8.3.3, each with its associated type.
    public enum Condition {
        BAD_REQUEST("modify"),
        CONFLICT("cancel"),
        FEATURE_NOT_IMPLEMENTED("cancel"),
        FORBIDDEN("auth"),
        GONE("cancel"),
        INTERNAL_SERVER_ERROR("cancel"),
        ITEM_NOT_FOUND("cancel"),
        JID_MALFORMED("modify"),
        NOT_ACCEPTABLE("modify"),
        NOT_ALLOWED("cancel"),
        NOT_AUTHORIZED("auth"),
        POLICY_VIOLATION("modify"),
        RECIPIENT_UNAVAILABLE("wait"),
        REDIRECT("modify"),
        REGISTRATION_REQUIRED("auth"),
        REMOTE_SERVER_NOT_FOUND("cancel"),
        REMOTE_SERVER_TIMEOUT("wait"),
        RESOURCE_CONSTRAINT("wait"),
        SERVICE_UNAVAILABLE("cancel"),
        SUBSCRIPTION_REQUIRED("auth"),
        UNDEFINED_CONDITION("cancel"),
        UNEXPECTED_REQUEST("wait");

        private final String type;

        Condition(String type) {
            this.type = type;
        }

        public String element() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String type() {
            return type;
        }
    }

    public static StanzaError of(Condition condition) {
        return new StanzaError(condition, null, null);
    }

    public static StanzaError of(Condition condition, String text) {
        return new StanzaError(condition, text, null);
    }

    /// An error that is over after a while.
    public static StanzaError temporary(Condition condition, String text) {
        return new StanzaError(condition, "wait", text, null);
    }

    public StanzaError with(Element application) {
        return new StanzaError(condition, type, text, application);
    }

    public Element toElement() {
        Element error = Element.of(Namespaces.CLIENT, "error")
                .with("type", type)
                .with(Element.of(Namespaces.STANZA_ERRORS, condition.element()));
        if (text != null) {
            error = error.with(
                    Element.of(Namespaces.STANZA_ERRORS, "text", text).with("xml:lang", "en"));
        }
        return application == null ? error : error.with(application);
    }

    /// The answer to an element that cannot be read as a stanza, without addresses.
    public Element refusing(Element stanza) {
        return Element.of(Namespaces.CLIENT, stanza.name())
                .with("type", "error")
                .with("id", stanza.attribute("id"))
                .with(toElement());
    }
}
