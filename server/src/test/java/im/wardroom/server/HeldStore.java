// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.store.Accounts;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Devices;
import im.wardroom.store.Documents;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.Invitations;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Nodes;
import im.wardroom.store.ResumableStreams;
import im.wardroom.store.Role;
import im.wardroom.store.Settings;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.Tokens;
import im.wardroom.store.Uploads;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A store that keeps or loses a commit when the test says so, in any order. Every account exists and has nothing; what
/// was kept is not read.
public final class HeldStore implements Store {

    /// Changes that wait for the test. Those of a lane after one that was lost are lost with it.
    public final class Commit {
        private final List<Change> changes;
        private final Lane lane;
        private final CompletableFuture<Void> outcome = new CompletableFuture<>();

        private Commit(List<Change> changes, Lane lane) {
            this.changes = List.copyOf(changes);
            this.lane = lane;
        }

        public List<Change> changes() {
            return changes;
        }

        public void keep() {
            open.remove(this);
            kept.addAll(changes);
            outcome.complete(null);
        }

        public void lose() {
            open.remove(this);
            outcome.completeExceptionally(new StoreException("The disk is full."));
            List<Commit> after =
                    open.stream().filter(commit -> commit.lane == lane).toList();
            broken.add(lane);
            open.removeAll(after);
            after.forEach(Commit::fall);
        }

        private void fall() {
            outcome.completeExceptionally(new StoreException.Broken("A commit before this one was lost."));
        }
    }

    private final List<Commit> open = new ArrayList<>();
    private final List<Change> kept = new ArrayList<>();
    private final List<Lane> broken = new ArrayList<>();

    /// The last commit that waits and has such a change.
    public Commit waiting(Class<? extends Change> kind) {
        return open.stream()
                .filter(commit -> commit.changes.stream().anyMatch(kind::isInstance))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("nothing waits to keep a " + kind.getSimpleName()));
    }

    public void keepAll() {
        List.copyOf(open).forEach(Commit::keep);
    }

    /// What was kept, in order.
    public List<Change> kept() {
        return List.copyOf(kept);
    }

    private CompletableFuture<Void> commit(List<Change> changes, Lane lane) {
        Commit commit = new Commit(changes, lane);
        if (broken.contains(lane)) {
            commit.fall();
        } else if (changes.isEmpty()) {
            commit.outcome.complete(null);
        } else {
            open.add(commit);
        }
        return commit.outcome;
    }

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return commit(changes, lane());
    }

    @Override
    public Lane lane() {
        return new Lane() {
            @Override
            public CompletableFuture<Void> commit(List<Change> changes) {
                return HeldStore.this.commit(changes, this);
            }
        };
    }

    @Override
    public Optional<Duration> failingFor() {
        return Optional.empty();
    }

    @Override
    public Accounts accounts() {
        return new Accounts() {
            @Override
            public Optional<State> load(BareJid jid, Set<String> documentNamespaces) {
                Summary summary = new Summary(jid, Role.USER, true, false, Instant.EPOCH, Instant.EPOCH);
                return Optional.of(new State(
                        1, summary, 0, 0, List.of(), Instant.EPOCH, 0, List.of(), Map.of(), Map.of(), List.of()));
            }

            @Override
            public Optional<Summary> find(BareJid jid) {
                throw unread();
            }

            @Override
            public Optional<Credentials> credentials(BareJid jid) {
                throw unread();
            }

            @Override
            public List<Summary> list(Domain domain, String after, int limit) {
                throw unread();
            }

            @Override
            public long count(Domain domain) {
                throw unread();
            }
        };
    }

    private static UnsupportedOperationException unread() {
        return new UnsupportedOperationException("nothing is read of a held store");
    }

    @Override
    public MessageLog messages() {
        throw unread();
    }

    @Override
    public ResumableStreams streams() {
        throw unread();
    }

    @Override
    public Documents documents() {
        throw unread();
    }

    @Override
    public Nodes nodes() {
        throw unread();
    }

    @Override
    public Tokens tokens() {
        throw unread();
    }

    @Override
    public Devices devices() {
        throw unread();
    }

    @Override
    public Invitations invitations() {
        throw unread();
    }

    @Override
    public Uploads uploads() {
        throw unread();
    }

    @Override
    public GuardRecords guard() {
        throw unread();
    }

    @Override
    public Audit audit() {
        throw unread();
    }

    @Override
    public Settings settings() {
        throw unread();
    }

    @Override
    public void close() {}
}
