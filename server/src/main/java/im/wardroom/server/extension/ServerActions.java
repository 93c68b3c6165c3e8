// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a feature may ask of the running server. Thread-safe.
public interface ServerActions {

    /// Makes two accounts each other's contacts, without a question. Completes when both rosters are kept.
    CompletableFuture<Void> befriend(BareJid one, BareJid other);

    /// The domains of the components that are connected (XEP-0114).
    List<Domain> components();

    /// Somebody else's domain that stanzas can be sent to, now or later.
    boolean reaches(Domain domain);

    /// Sends an IQ set from one of the server's domains. Completes with the answer, which may be an error; fails if
    /// there is none for long, or if too many are awaited.
    CompletableFuture<Iq> ask(Domain from, Jid to, Element payload);

    /// Does something inside of an account, soon; never if there is none.
    void visit(BareJid account, Consumer<AccountView> step);

    /// Ends the sessions of the account, but for the spared one; nobody can resume them. Completes when that was done.
    CompletableFuture<Void> evict(BareJid account, String reason, @Nullable Resource spared);

    /// Ends the sessions of one device; nobody can resume them. False if it has none.
    boolean end(FullJid device, String reason);

    /// The devices that are signed in, those that wait to be resumed included: as they are at this moment.
    List<SignedIn> signedIn();

    /// The addresses of the devices of an account, or of one device, that are signed in.
    Collection<InetAddress> addresses(Jid of);

    /// Sends something to whoever its `to` names. Completes when it has arrived and is kept.
    CompletableFuture<Void> send(Stanza stanza);

    /// Sends a message of one of the server's accounts that was held back until now, as if a device had sent it;
    /// `alongside` is kept with it. For anybody else's it is sent to whom its `to` names.
    void submit(Message message, Change alongside);

    /// Sends a retraction in its sender's name, behind everything that the sender has sent before, whomever the sender
    /// blocks.
    void takeBack(Message retraction);

    /// Whether the domain is one of the server's own services.
    boolean isService(Domain domain);

    /// A device that is signed in.
    ///
    /// @param address that it last connected from
    /// @param active when it last did something that its user might have noticed
    record SignedIn(FullJid jid, InetAddress address, Instant active) {}
}
