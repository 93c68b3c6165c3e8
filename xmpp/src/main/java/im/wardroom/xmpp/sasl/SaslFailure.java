// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Ends an authentication with a SASL failure (RFC 6120 §6.5). The message is the private cause, for the
/// log only: the client is told the condition and nothing else.
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

    public SaslFailure(Condition condition, String cause) {
        this(condition, cause, false);
    }

    private SaslFailure(Condition condition, String cause, boolean unknownBinding) {
        super(condition.wire() + ": " + cause, null, false, false);
        this.condition = condition;
        this.unknownBinding = unknownBinding;
    }

    static SaslFailure malformed(String cause) {
        return new SaslFailure(Condition.MALFORMED_REQUEST, cause);
    }

    static SaslFailure notAuthorized(String cause) {
        return new SaslFailure(Condition.NOT_AUTHORIZED, cause);
    }

    static SaslFailure unknownBinding(@Nullable String type) {
        return new SaslFailure(Condition.NOT_AUTHORIZED, "unsupported channel binding " + type, true);
    }

    /// The client wanted to bind to the channel in a way that was not offered.
    public boolean isUnknownBinding() {
        return unknownBinding;
    }

    public Condition condition() {
        return condition;
    }
}
