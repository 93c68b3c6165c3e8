// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.AccountsContract;
import im.wardroom.store.ArchiveContract;
import im.wardroom.store.CommitContract;
import im.wardroom.store.DevicesContract;
import im.wardroom.store.DocumentsContract;
import im.wardroom.store.InvitationsContract;
import im.wardroom.store.MessageLogContract;
import im.wardroom.store.NodesContract;
import im.wardroom.store.ResumableStreamsContract;
import im.wardroom.store.RosterContract;
import im.wardroom.store.Store;
import im.wardroom.store.StoreContract.Backend;
import im.wardroom.store.TokensContract;
import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;

/// All contracts, on the simulated store, with a thread for its writer.
class SimulatedContractsTest {

    /// The disk that stands for a folder.
    private record Machine(SimulatedDisk disk, Contents contents) {}

    private static final class Machines implements Backend {
        private final Map<Path, Machine> machines = new ConcurrentHashMap<>();

        @Override
        public Store open(Path folder) {
            Machine machine = machines.computeIfAbsent(
                    folder, path -> new Machine(new SimulatedDisk(new Random(1)), new Contents()));
            ThreadLoop writer = new ThreadLoop();
            return new SimulatedStore(
                    machine.disk(),
                    machine.contents(),
                    new SimulatedStore.Surroundings(
                            writer, () -> Duration.ZERO, CompletableFuture::new, changes -> {}));
        }
    }

    @Nested
    class OfAccounts extends AccountsContract {
        OfAccounts() {
            super(new Machines());
        }
    }

    @Nested
    class OfRosters extends RosterContract {
        OfRosters() {
            super(new Machines());
        }
    }

    @Nested
    class OfMessageLogs extends MessageLogContract {
        OfMessageLogs() {
            super(new Machines());
        }
    }

    @Nested
    class OfArchives extends ArchiveContract {
        OfArchives() {
            super(new Machines());
        }
    }

    @Nested
    class OfResumableStreams extends ResumableStreamsContract {
        OfResumableStreams() {
            super(new Machines());
        }
    }

    @Nested
    class OfDocuments extends DocumentsContract {
        OfDocuments() {
            super(new Machines());
        }
    }

    @Nested
    class OfNodes extends NodesContract {
        OfNodes() {
            super(new Machines());
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        OfTokens() {
            super(new Machines());
        }
    }

    @Nested
    class OfDevices extends DevicesContract {
        OfDevices() {
            super(new Machines());
        }
    }

    @Nested
    class OfInvitations extends InvitationsContract {
        OfInvitations() {
            super(new Machines());
        }
    }

    @Nested
    class OfCommits extends CommitContract {
        OfCommits() {
            super(new Machines());
        }
    }
}
