// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.store.Token;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import org.jspecify.annotations.Nullable;

/// What the server answers to one message of an authentication.
public sealed interface Step {

    record Challenge(byte[] message) implements Step {}

    /// The account is proved.
    ///
    /// @param message what proves the server to the client
    /// @param used the token that proved it, or null if a password did
    record Success(
            BareJid account, byte[] message, @Nullable Token used) implements Step {}

    /// @param text for people, or null; it never says which part was wrong
    ///
    /// @param brokenBinding the client wanted a channel binding that was not offered
    record Failure(Condition condition, @Nullable String text, boolean brokenBinding) implements Step {
        public Failure(Condition condition, @Nullable String text) {
            this(condition, text, false);
        }
    }
}
