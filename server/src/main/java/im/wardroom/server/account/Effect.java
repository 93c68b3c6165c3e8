// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Ports;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// What an account or another entity wants done. Effects are carried out in order; those after a [Keep] wait until it
/// is on disk.
public sealed interface Effect {

    record Keep(Change change) implements Effect {}

    /// Kept without waiting: losing it in a crash costs a repetition, never a loss.
    record KeepLazily(Change change) implements Effect {}

    /// To a device of this account. `number` is the message's place in the log, or 0 if it is not logged.
    record Send(SessionId session, Stanza stanza, long number) implements Effect {}

    /// To wherever the stanza's `to` says, at once; `changes` are kept together with the first thing that the stanza
    /// makes others keep. Effects after it wait until that is on disk.
    record Forward(Stanza stanza, List<Change> changes) implements Effect {}

    /// To wherever the stanza's `to` says.
    record Route(Stanza stanza) implements Effect {}

    record EndSession(SessionId session, StreamError error) implements Effect {}

    /// When those before are answered. The command's receipt waits for the continuation, too.
    ///
    /// @param failed runs inside of the account instead, if something cannot be read
    record ReadInOrder<T>(Function<Ports, T> query, Consumer<T> continuation, Runnable failed) implements Effect {}

    /// As above, for what is kept of the entity itself, without its documents.
    record ReadState(Consumer<Optional<Accounts.State>> continuation, Runnable failed) implements Effect {}

    /// What to do next inside of the account, once it is known; the future does not fail. The command's receipt waits
    /// for that, and for what it leads to.
    record Await(CompletableFuture<Runnable> next) implements Effect {}

    /// What to do next inside of the account, when everything before is done. Nobody waits for it.
    record Then(Runnable next) implements Effect {}

    /// @param failed runs inside of the account, too, if the log cannot be read
    record ReadLog<T>(Function<MessageLog, T> query, Consumer<T> continuation, Runnable failed) implements Effect {}

    /// Tells whoever waits, when everything before is done.
    record Notify(Runnable listener) implements Effect {}
}
