// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.account.SessionId;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StreamError;
import org.jspecify.annotations.Nullable;

/// Answers commands that an account cannot handle: a stanza to its sender, a device that signs in with the end of its
/// stream. What an account itself refuses does not come here.
final class Refusals {

    private final EntityHost host;

    Refusals(EntityHost host) {
        this.host = host;
    }

    /// Answers a stanza that cannot be handled (RFC 6121 §8.5.1 for an account that does not exist); that is all there
    /// is to be done for it, and what is kept with it is kept with the answer.
    void refuse(Envelope envelope, Condition condition) {
        envelope.receipt().retain();
        tellOff(envelope, condition, envelope.receipt());
        envelope.receipt().release();
    }

    /// Answers a stanza.
    ///
    /// @param receipt the answer is a part of what it asks for; [Receipt#NONE] if the stanza is not called handled
    void tellOff(Envelope envelope, Condition condition, Receipt receipt) {
        SessionId newcomer = newcomer(envelope.command());
        if (newcomer != null) {
            host.directory().end(new Effect.EndSession(newcomer, reason(condition)));
        }
        Stanza stanza = stanza(envelope.command());
        if (stanza != null && !(stanza instanceof Presence)) {
            Stanza reply = stanza.errorReply(StanzaError.of(condition));
            if (reply != null && reply.from() != null && reply.to() != null) {
                host.router().deliver(reply, receipt);
                return;
            }
        }
        receipt.release();
    }

    /// The session that becomes part of the account with this command, if any.
    private static @Nullable SessionId newcomer(Command command) {
        return switch (command) {
            case Command.Bind bind -> bind.session();
            case Command.Restore restore -> restore.session();
            default -> null;
        };
    }

    private static StreamError reason(Condition condition) {
        return condition == Condition.SERVICE_UNAVAILABLE
                ? StreamError.of(StreamError.Condition.NOT_AUTHORIZED, "There is no such account.")
                : StreamError.of(
                        StreamError.Condition.INTERNAL_SERVER_ERROR,
                        "The server could not sign you in; try again later.");
    }

    private static @Nullable Stanza stanza(Command command) {
        return switch (command) {
            case Command.Arrive(Stanza arriving, var promised) -> arriving;
            case Command.Depart(var session, Stanza departing) -> departing;
            case Command.Resume(Message message, var _) -> message;
            case Command.Bind _,
                    Command.Enable _,
                    Command.Restore _,
                    Command.Connection _,
                    Command.Visit _,
                    Command.Signal _,
                    Command.Reply _,
                    Command.Unbind _,
                    Command.Settled _,
                    Command.Answer<?> _,
                    Command.Befriend _,
                    Command.Evict _ -> null;
        };
    }
}
