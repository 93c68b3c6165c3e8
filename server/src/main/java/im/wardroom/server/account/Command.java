// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.AccountView;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an account or another entity can be told.
public sealed interface Command {

    /// A device signed in. `requests` are the features of a Bind 2 request; `bound` runs inside of the account.
    ///
    /// @param stream if its stream can be resumed from the start
    record Bind(
            SessionId session,
            Resource resource,
            List<Element> requests,
            @Nullable StreamKey stream,
            Runnable bound) implements Command {
        public Bind {
            requests = List.copyOf(requests);
        }
    }

    /// The device's stream can be resumed from now on (XEP-0198 §3); `enabled` runs inside of the account.
    record Enable(SessionId session, StreamKey stream, Runnable enabled) implements Command {}

    /// A stream of an earlier life of the server goes on (XEP-0198 §5); `resumed` runs inside of the account.
    record Restore(SessionId session, RestoredStream stream, Runnable resumed) implements Command {}

    /// A session ended.
    ///
    /// @param resumable its stream may be resumed once the server is here again
    record Unbind(SessionId session, boolean resumable) implements Command {}

    /// A session that may be resumed has lost its connection, or has one again.
    ///
    /// @param lost messages that are not in the log, and that the client has not acknowledged
    record Connection(SessionId session, boolean up, List<Message> lost) implements Command {}

    /// Something that a feature has to do inside of the account, whenever it is.
    record Visit(Consumer<AccountView> step) implements Command {}

    /// An element outside of the stanzas that a feature knows.
    record Signal(SessionId session, Element element) implements Command {}

    /// What the session itself has to say to its client.
    record Reply(SessionId session, Stanza stanza) implements Command {}

    /// A stanza from one of the account's own devices; its `from` is the device's full JID.
    record Depart(SessionId session, Stanza stanza) implements Command {}

    /// A message of the owner's that was held back until now; none of the devices waits for it.
    ///
    /// @param forced it goes whatever the owner's rules say: the server takes something back in the owner's name
    record Resume(Message message, boolean forced) implements Command {}

    /// A stanza for the account, from anywhere.
    ///
    /// @param promised whoever caused it will be told that the server has it
    record Arrive(Stanza stanza, boolean promised) implements Command {}

    /// The client has these logged messages.
    ///
    /// @param handled all of the client's stanzas up to this number are done
    /// @param acknowledged the client has all stanzas up to this number
    record Settled(SessionId session, List<Long> numbers, long handled, long acknowledged) implements Command {
        public Settled {
            numbers = List.copyOf(numbers);
        }
    }

    /// The answer to a read effect.
    record Answer<T>(Consumer<T> continuation, T value) implements Command {
        public void resume() {
            continuation.accept(value);
        }
    }

    /// Makes two people each other's contacts without a question (demonstrations, invitations).
    record Befriend(BareJid contact, @Nullable String name) implements Command {}

    /// The account is disabled or removed, or its password changed: its sessions end, but for the spared one.
    record Evict(String reason, @Nullable Resource spared) implements Command {}
}
