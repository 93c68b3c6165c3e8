// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a feature says what it reacts to. Each kind of hook belongs to one named [Stage]; within a stage,
/// features run in the order of the list they are assembled from.
public interface Hooks {

    /// An answer that is there already; null is an empty one.
    static CompletableFuture<@Nullable Element> answer(@Nullable Element payload) {
        return CompletableFuture.completedFuture(payload);
    }

    /// A request to an account, handled inside of the account.
    @FunctionalInterface
    interface AccountRequest {
        void handle(AccountContext account, Element payload);
    }

    /// A request to a message log that who asks may read.
    @FunctionalInterface
    interface LogRequest {
        void handle(LogContext log, Element payload);
    }

    /// A request to the server's own address; answers at once, or throws a
    /// [im.wardroom.xmpp.stanza.StanzaException].
    @FunctionalInterface
    interface ServerRequest {
        CompletableFuture<@Nullable Element> handle(Iq request, Element payload);
    }

    /// A request of a peer that has not signed in yet.
    @FunctionalInterface
    interface StrangerRequest {
        CompletableFuture<@Nullable Element> handle(Stranger stranger, Iq request, Element payload);
    }

    /// Sees what the owner's devices send to an address, before anything is decided about it. It changes and refuses
    /// nothing.
    @FunctionalInterface
    interface Witness {
        void departs(Stanza stanza);
    }

    /// Whether a stanza may pass between the account and the peer; an error refuses it, [#DROP] drops it.
    @FunctionalInterface
    interface Admission {
        /// Refuses without an answer.
        StanzaError DROP = new StanzaError(StanzaError.Condition.UNDEFINED_CONDITION, null, null);

        @Nullable
        StanzaError check(Map<String, byte[]> documents, Stanza stanza, Jid peer, Direction direction);
    }

    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /// Whether a message belongs into the log.
    @FunctionalInterface
    interface Keeping {
        Decision decide(Message message);

        enum Decision {
            KEEP,
            DO_NOT_KEEP,
            NO_OPINION
        }
    }

    /// Whether a message that is logged stays in the archive.
    @FunctionalInterface
    interface Archiving {
        /// @param preferences the owner's documents of the namespace that was asked for
        /// @param peer the other side of the conversation
        /// @param contact the other side is in the owner's roster
        boolean archives(Map<String, byte[]> preferences, Message message, Jid peer, boolean contact);
    }

    /// A message that takes another one's place in the archive.
    @FunctionalInterface
    interface Superseding {
        /// Null if the message takes nobody's place.
        @Nullable
        Superseded of(Message message);

        /// @param id of the earlier message of the same sender
        /// @param replacement what stays of it
        record Superseded(String id, UnaryOperator<Element> replacement) {}
    }

    /// Copies for other devices of the account.
    interface Copying {
        boolean isEligible(Message message, Direction direction);

        boolean wants(AccountContext.DeviceView device);

        Message copy(Message message, Direction direction, BareJid owner, Jid device);
    }

    /// The owner's last available device went away.
    @FunctionalInterface
    interface Farewell {
        /// What the account keeps of that moment.
        Document keep(Instant now, Presence unavailable);

        record Document(String namespace, String key, byte[] value) {}
    }

    /// Something for devices that are not there. What is to be done about it runs outside of the account, once it is on
    /// disk; null if nothing is.
    interface Waker {
        /// @param kept it is in the log
        @Nullable
        Runnable arrived(AccountView account, Message message, boolean kept);

        /// The device lost its connection, and messages with it that it did not take.
        @Nullable
        Runnable left(AccountView account, AccountContext.DeviceView device);

        /// The owner's devices are signed out by force, but for the spared one. Whoever wanted that waits until what is
        /// done here is kept.
        void evicted(AccountView account, @Nullable Resource spared);
    }

    /// What happens to a stanza for a device.
    @FunctionalInterface
    interface Gate {
        Passage check(Slots device, Stanza stanza);

        enum Passage {
            PASS,
            /// Keep the newest of its kind until the gate opens.
            HOLD,
            DROP
        }
    }

    /// An element outside of the stanzas; returns true if held stanzas may go now.
    @FunctionalInterface
    interface Nonza {
        boolean handle(Slots device);
    }

    /// A peer before it has signed in.
    record Stranger(Domain domain, InetAddress address, Slots slots) {}

    /// Whether a request to see the owner's presence is granted without asking the owner.
    @FunctionalInterface
    interface Approval {
        /// Null if the feature has nothing to say about it.
        @Nullable
        CompletableFuture<Boolean> decide(BareJid owner, Presence request);
    }

    /// What features put into available presence on its way out.
    @FunctionalInterface
    interface Stamp {
        /// @param documents of the namespace that was asked for
        Presence stamp(Map<String, byte[]> documents, Presence presence);
    }

    /// Who of the owner's devices and contacts is there.
    interface Attendance {
        /// A device sent presence to all.
        ///
        /// @param initial it was not available before
        void available(AccountView account, AccountContext.DeviceView device, boolean initial);

        /// The owner may see the contact's presence from now on.
        void admitted(AccountView account, BareJid contact);

        /// A probe for the owner; true if it was none for presence.
        boolean probed(AccountView account, Presence probe);
    }

    /// Headlines that not every device gets.
    interface Filter {
        boolean concerns(Message headline);

        boolean wants(AccountContext.DeviceView device, Message headline);

        Message shown(Message headline);
    }

    /// A document that was kept by somebody else.
    @FunctionalInterface
    interface Follower {
        void changed(AccountView account, String key, byte[] value);
    }

    /// What is said of an account in discovery (XEP-0030), beside what is said of all.
    interface Disclosure {
        /// Null if there is no such node, or not for the asker.
        @Nullable
        Element info(AccountContext account, String node);

        /// Answers a request for the items of the account, or of one of its nodes.
        void items(AccountContext account, @Nullable String node);
    }

    /// Nodes of the server in discovery (XEP-0030 §3.2, §4.2).
    interface ServerNodes {
        /// What is said of a node; null if there is no such node here.
        @Nullable
        CompletableFuture<Element> info(Iq request, String node);

        /// What is listed at a node; null if there is no such node here.
        @Nullable
        CompletableFuture<List<Element>> items(Iq request, String node);
    }

    Hooks account(String namespace, String name, AccountRequest handler);

    /// A request to the log of an entity that lets who asks read it.
    Hooks log(String namespace, String name, LogRequest handler);

    /// A request of a signed-in user to the own account or to its server; nobody else's arrives here.
    Hooks member(String namespace, String name, AccountRequest handler);

    Hooks server(String namespace, String name, ServerRequest handler);

    Hooks stranger(String namespace, String name, StrangerRequest handler);

    /// Documents of this namespace are in memory with the account.
    Hooks loads(String namespace);

    Hooks witness(Witness witness);

    /// Documents of `namespace` are shown to the check.
    Hooks admit(String namespace, Admission admission);

    Hooks keep(Keeping keeping);

    /// Documents of `namespace` are shown to the hook. Without any, nothing is archived.
    Hooks archive(String namespace, Archiving archiving);

    Hooks supersede(Superseding superseding);

    Hooks copy(Copying copying);

    Hooks wake(Waker waker);

    Hooks farewell(Farewell farewell);

    Hooks gate(Gate gate);

    Hooks nonza(String namespace, String name, Nonza handler);

    /// An element inside of a Bind 2 request (XEP-0386 §4) that sets something on the new device.
    ///
    /// @param on whether the device has it on: a stream that is resumed after a restart gets it again
    Hooks bind(
            String namespace,
            String name,
            Consumer<AccountContext.DeviceView> handler,
            Predicate<AccountContext.DeviceView> on);

    /// As above, for a nonza of the same name and namespace that sets something on the device.
    Hooks bindNonza(String namespace, String name);

    Hooks approve(Approval approval);

    /// Documents of `namespace` are shown to the stamp.
    Hooks stamp(String namespace, Stamp stamp);

    Hooks attend(Attendance attendance);

    Hooks filter(Filter filter);

    Hooks follow(String namespace, Follower follower);

    /// An identity of accounts (XEP-0030 §3).
    Hooks accountIdentity(String category, String type);

    /// One feature at most.
    Hooks disclose(Disclosure disclosure);

    Hooks serverNodes(ServerNodes nodes);

    /// Something that people can have done by the server from their clients (XEP-0050).
    Hooks command(AdHocCommand command);

    /// Serves a domain of its own.
    Hooks service(Service service);

    /// Given the server's actions once, before the first connection.
    Hooks connected(Consumer<ServerActions> listener);

    /// Told once, when all features are installed.
    Hooks assembled(Consumer<Extensions> listener);

    /// Advertised by the server (XEP-0030).
    Hooks serverFeature(String... features);

    /// Advertised by an account.
    Hooks accountFeature(String... features);

    /// Advertised in the stream's features once TLS is on and before sign-in.
    Hooks offerToStrangers(Function<Domain, @Nullable Element> feature);

    /// Advertised in the stream's features after sign-in.
    Hooks offer(Function<Domain, @Nullable Element> feature);
}
