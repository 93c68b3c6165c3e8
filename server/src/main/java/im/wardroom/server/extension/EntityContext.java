// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What an [Entity] can have done. It is valid while the entity handles something, continuations included. What it asks
/// for is done in order; what comes after something that is kept waits until that is on disk.
public interface EntityContext {

    BareJid address();

    Instant now();

    /// There is something to be kept of it.
    boolean exists();

    /// From now on there is. Until it is on disk, nothing else is received; `created` runs then, inside of the entity.
    void create(Runnable created);

    /// Nothing is kept of it any more: its documents and its messages go, too.
    void remove();

    /// Keeps a document of an entity that exists.
    void put(String namespace, String key, byte[] value);

    void delete(String namespace, String key);

    /// Appends to the log of an entity that exists, where it stays as archived.
    ///
    /// @param peer whose message it is
    MessageLog.Entry append(Jid peer, Message message);

    /// Leaves of a message of the log what `remains` makes of it; nothing if it is not there.
    void replace(long number, UnaryOperator<Element> remains);

    /// The stable id of a logged message (XEP-0359 §3).
    String archiveId(long number);

    /// The number behind an id, or nothing if it is none of this log's.
    OptionalLong archiveNumber(String id);

    /// Whether a message of its kind is worth being logged.
    boolean isWorthKeeping(Message message);

    /// To wherever the stanza's `to` says.
    void send(Stanza stanza);

    /// Answers with an error, where one is allowed.
    void refuse(Stanza stanza, StanzaError error);

    /// Lets a feature answer a request to the log ([Hooks#log]); false if none knows it.
    ///
    /// @param asker what is remembered of who asks
    boolean askLog(Iq request, @Nullable Slots asker);

    /// The nodes of an entity that exists, for a request about them. A read that fails answers the request.
    NodesContext nodes(Iq request);

    /// Waits for what happens elsewhere; the continuation runs inside of the entity, later. A failure answers the
    /// stanza with its error.
    <T extends @Nullable Object> void await(Stanza stanza, CompletableFuture<T> result, Consumer<T> continuation);

    /// As [#await]; until then, nothing else is received.
    <T extends @Nullable Object> void awaitAlone(Stanza stanza, CompletableFuture<T> result, Consumer<T> continuation);
}
