// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a feature sees of an account while it handles a request inside of the account. It is valid during that
/// call, and during the continuation of a read; a read that fails answers the request.
public interface AccountContext extends AccountView, NodesContext, LogContext {

    /// The owner's own device asks.
    boolean isOwner();

    @Override
    default boolean isAtHome() {
        return isOwner();
    }

    /// The asker may know that the account exists: its owner, or a contact who sees its presence.
    @Override
    boolean isTrusted();

    /// The asking device of the owner, or null if a stranger or a contact asks.
    @Nullable
    DeviceView device();

    /// Waits for what happens elsewhere; the continuation runs inside of the account, later. A failure answers the
    /// request with its error.
    <T extends @Nullable Object> void await(CompletableFuture<T> result, Consumer<T> continuation);

    /// Sends an IQ set to those devices of the owner that match.
    void push(Element payload, Predicate<? super DeviceView> which);

    /// Makes contacts believe that the owner went offline, or see that he is there.
    void showPresence(BareJid contact, boolean available);

    /// A device of the owner as a feature sees it.
    interface DeviceView {
        FullJid jid();

        /// Null while it is not available.
        @Nullable
        Presence presence();

        /// False while its stream waits to be resumed.
        boolean isConnected();

        <T> T get(Slot<T> slot);

        <T> void set(Slot<T> slot, T value);
    }
}
