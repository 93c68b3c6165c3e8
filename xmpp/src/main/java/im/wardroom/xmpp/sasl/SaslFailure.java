// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Ends an authentication with a SASL failure (RFC 6120 §6.5). The message is the private cause, for the
/// log only: the client is told the condition, and a text only where the failure says nothing about an account.
public final class SaslFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// The conditions of RFC 6120 §6.5.
    public enum Condition {
        ABORTED,
        ACCOUNT_DISABLED,
        CREDENTIALS_EXPIRED,
        ENCRYPTION_REQUIRED,
        INCORRECT_ENCODING,
        INVALID_AUTHZID,
        INVALID_MECHANISM,
        MALFORMED_REQUEST,
        MECHANISM_TOO_WEAK,
        NOT_AUTHORIZED,
        TEMPORARY_AUTH_FAILURE;

        /// The name of the element that is sent.
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Condition condition;
    private final boolean unknownBinding;
    private final @Nullable String text;

    public SaslFailure(Condition condition, String cause) {
        this(condition, cause, false, null);
    }

    private SaslFailure(Condition condition, String cause, boolean unknownBinding, @Nullable String text) {
        super(condition.wire() + ": " + cause, null, false, false);
        this.condition = condition;
        this.unknownBinding = unknownBinding;
        this.text = text;
    }

    static SaslFailure malformed(String cause) {
        return new SaslFailure(Condition.MALFORMED_REQUEST, cause);
    }

    static SaslFailure notAuthorized(String cause) {
        return new SaslFailure(Condition.NOT_AUTHORIZED, cause);
    }

    static SaslFailure unknownBinding(@Nullable String type) {
        return new SaslFailure(
                Condition.NOT_AUTHORIZED,
                "unsupported channel binding " + type,
                true,
                "This client asked for a kind of channel binding that was not offered. Update it.");
    }

    /// Known before the name is looked up, so that it can be told.
    static SaslFailure lostOffer() {
        return new SaslFailure(
                Condition.NOT_AUTHORIZED,
                "the offer of channel binding did not reach the client",
                false,
                "This client did not see that channel binding was offered: it is too old, or somebody on the way"
                        + " changes what it sees. Update it, and ask your administrator if that does not help.");
    }

    /// The client wanted to bind to the channel in a way that was not offered.
    public boolean isUnknownBinding() {
        return unknownBinding;
    }

    public Condition condition() {
        return condition;
    }

    /// What the person at the client may know, or null.
    public @Nullable String text() {
        return text;
    }
}
