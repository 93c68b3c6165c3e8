// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.xml.Element;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request to somebody's message log, with what is needed to answer it. It is valid while it is handled, and during
/// the continuation of a read.
public interface LogContext {

    /// Whose log it is.
    BareJid owner();

    /// Who asks.
    Jid sender();

    /// The request being answered.
    Iq request();

    /// What is remembered of who asks, as long as that one is here; null if nothing is.
    @Nullable
    Slots asker();

    /// The stable id of a logged message (XEP-0359 §3).
    String archiveId(long number);

    /// The number behind an id, or nothing if it is none of this archive's.
    OptionalLong archiveNumber(String id);

    /// Asks the message log, once everything is on disk that came before; the continuation runs inside of the owner,
    /// later. A failure answers the request.
    <T> void readLog(Function<MessageLog, T> query, Consumer<T> continuation);

    /// Sends something to whoever asks, ahead of the reply.
    void send(Message message);

    void reply(@Nullable Element payload);

    void fail(StanzaError error);
}
