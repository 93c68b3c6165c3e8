// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a feature sees of an account while it handles a request inside of the account. It is valid during that
/// call, and during the continuation of a read.
public interface AccountContext extends LogContext {

    /// The owner's own device asks.
    boolean isOwner();

    /// The asker may know that the account exists: its owner, or a contact who sees its presence.
    boolean isTrusted();

    /// The asking device of the owner, or null if a stranger or a contact asks.
    @Nullable
    DeviceView device();

    Iterable<? extends DeviceView> devices();

    @Nullable
    RosterItem contact(BareJid jid);

    Iterable<RosterItem> roster();

    Instant now();

    /// Documents of a namespace that the feature asked to have loaded ([Hooks#loads]).
    Map<String, byte[]> loaded(String namespace);

    /// Keeps a document; later effects wait until it is on disk.
    void put(String namespace, String key, byte[] value);

    void remove(String namespace, String key);

    /// Reads the documents of a namespace from the store; the continuation runs inside of the account, later.
    void read(String namespace, Consumer<Map<String, byte[]>> continuation);

    /// Waits for what happens elsewhere; the continuation runs inside of the account, later. A failure answers the
    /// request with its error.
    <T extends @Nullable Object> void await(CompletableFuture<T> result, Consumer<T> continuation);

    /// Sends an IQ set to those devices of the owner that match.
    void push(Element payload, Predicate<? super DeviceView> which);

    /// Sends a request's copy, a notice or the like to another address.
    void route(Stanza stanza);

    /// Makes contacts believe that the owner went offline, or see that he is there.
    void showPresence(BareJid contact, boolean available);

    /// A device of the owner as a feature sees it.
    interface DeviceView {
        FullJid jid();

        /// Null while it is not available.
        @Nullable
        Presence presence();

        <T> T get(Slot<T> slot);

        <T> void set(Slot<T> slot, T value);
    }
}
