// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands an account's changes to the store: in one lane those that others build on, and along with them those that may
/// wait. What waits for a commit is not its business. Belongs to the account's loop.
final class Keeping {

    private static final Logger LOG = LoggerFactory.getLogger(Keeping.class);

    private final HostedEntity account;
    private final EntityHost host;
    private final Store.Lane lane;
    private final Lazily lazily;
    private int underWay;

    Keeping(HostedEntity account, EntityHost host, Ticker ticker) {
        this.account = account;
        this.host = host;
        this.lane = host.store().lane();
        this.lazily = new Lazily(account.owner(), ticker, this::keep);
    }

    /// To be kept along with something else, or a moment later.
    void lazily(Change change) {
        lazily.add(change);
    }

    /// @param durable takes in what waited
    CompletableFuture<Void> commit(List<Change> durable) {
        List<Change> waited = lazily.take();
        lazily.kept(durable);
        // In the order in which they came about.
        durable.addAll(0, waited);
        return lane.commit(durable);
    }

    /// Keeps what waits; completes when it is known what became of that and of what is under way. Fails never.
    CompletableFuture<Void> now() {
        return keep(lazily.take());
    }

    /// As above, unless nothing waits.
    void flush() {
        lazily.flush();
    }

    /// Drops what waits.
    void forget() {
        lazily.take();
    }

    /// True if a message waits to go along with something else.
    boolean holdsMessages() {
        return lazily.holdsMessages();
    }

    /// True if something that waited is with the store now.
    boolean isUnderWay() {
        return underWay > 0;
    }

    // Fails never; completes when it is known what became of them. Messages are part of the lane: what was committed
    // after one that is lost must not be kept, because the account is loaded afresh without it.
    private CompletableFuture<Void> keep(List<Change> changes) {
        boolean messages = changes.stream().anyMatch(change -> change instanceof Change.AppendMessage);
        underWay++;
        CompletableFuture<Void> commit =
                messages ? lane.commit(changes) : host.store().commit(changes);
        return commit.handle((ok, error) -> {
            account.onLoop(() -> kept(messages, error));
            return null;
        });
    }

    private void kept(boolean messages, @Nullable Throwable error) {
        underWay--;
        if (error != null) {
            LOG.atWarn()
                    .addKeyValue("account", account.owner())
                    .addKeyValue("cause", error.toString())
                    .log("a change was not kept");
            if (messages) {
                account.giveUp();
            }
        }
        account.rest();
    }
}
