// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

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
import im.wardroom.store.Settings;
import im.wardroom.store.Store;
import im.wardroom.store.Tokens;
import im.wardroom.store.Uploads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A fault to be found: the cursor moves over a message when it is kept, before any device has it.
record EagerCursor(Store store) implements Store {

    @Override
    public CompletableFuture<Void> commit(List<Change> changes) {
        return store.commit(eager(changes));
    }

    @Override
    public Optional<Duration> failingFor() {
        return store.failingFor();
    }

    @Override
    public Lane lane() {
        Lane lane = store.lane();
        return changes -> lane.commit(eager(changes));
    }

    private static List<Change> eager(List<Change> changes) {
        List<Change> more = new ArrayList<>();
        for (Change change : changes) {
            more.add(change);
            if (change instanceof Change.AppendMessage append) {
                more.add(new Change.MoveCursor(append.owner(), append.entry().seq()));
            }
        }
        return more;
    }

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public MessageLog messages() {
        return store.messages();
    }

    @Override
    public ResumableStreams streams() {
        return store.streams();
    }

    @Override
    public Documents documents() {
        return store.documents();
    }

    @Override
    public Nodes nodes() {
        return store.nodes();
    }

    @Override
    public Tokens tokens() {
        return store.tokens();
    }

    @Override
    public Devices devices() {
        return store.devices();
    }

    @Override
    public Invitations invitations() {
        return store.invitations();
    }

    @Override
    public Uploads uploads() {
        return store.uploads();
    }

    @Override
    public GuardRecords guard() {
        return store.guard();
    }

    @Override
    public Audit audit() {
        return store.audit();
    }

    @Override
    public Settings settings() {
        return store.settings();
    }

    @Override
    public void close() {
        store.close();
    }
}
