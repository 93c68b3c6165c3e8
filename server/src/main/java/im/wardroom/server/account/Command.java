// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What an account can be told.
public sealed interface Command {

    /// A device signed in. `requests` are the features of a Bind 2 request; `bound` runs inside of the account.
    record Bind(SessionId session, Resource resource, List<Element> requests, Runnable bound) implements Command {
        public Bind {
            requests = List.copyOf(requests);
        }
    }

    /// A session ended.
    record Unbind(SessionId session) implements Command {}

    /// A stanza from one of the account's own devices; its `from` is the device's full JID.
    record Depart(SessionId session, Stanza stanza) implements Command {}

    /// A stanza for the account, from anywhere.
    record Arrive(Stanza stanza) implements Command {}

    /// The client has these logged messages.
    record Settled(SessionId session, List<Long> numbers) implements Command {
        public Settled {
            numbers = List.copyOf(numbers);
        }
    }

    /// The answer to a read effect.
    record Answer<T>(Consumer<T> continuation, T value) implements Command {
        void resume() {
            continuation.accept(value);
        }
    }

    /// Makes two people each other's contacts without a question (demonstrations, invitations).
    record Befriend(BareJid contact, @Nullable String name) implements Command {}

    /// The account is disabled or removed, or its password changed: its sessions end, but for the spared one.
    record Evict(String reason, @Nullable Resource spared) implements Command {}
}
