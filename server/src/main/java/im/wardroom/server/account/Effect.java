// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What an account wants done. Effects are carried out in order; those after a [Keep] wait until it is on disk.
public sealed interface Effect {

    record Keep(Change change) implements Effect {}

    /// Kept without waiting: losing it in a crash costs a repetition, never a loss.
    record KeepLazily(Change change) implements Effect {}

    /// To a device of this account. `number` is the message's place in the log, or 0 if it is not logged.
    record Send(SessionId session, Stanza stanza, long number) implements Effect {}

    /// To wherever the stanza's `to` says.
    record Route(Stanza stanza) implements Effect {}

    record EndSession(SessionId session, StreamError error) implements Effect {}

    record ReadDocuments(String namespace, Consumer<Map<String, byte[]>> continuation) implements Effect {}

    /// What to do next inside of the account, once it is known; the future does not fail.
    record Await(CompletableFuture<Runnable> next) implements Effect {}

    record ReadLog(long after, int limit, Consumer<List<MessageLog.Entry>> continuation) implements Effect {}

    /// Tells whoever waits, when everything before is done.
    record Notify(Runnable listener) implements Effect {}
}
