// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Hash;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.guard.audit.Tree;
import im.wardroom.guard.audit.TreeHead;
import im.wardroom.server.audit.KeptTrail.Waiting;
import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the log: what the next record is put to. Records, the head over them and the edge of the tree are one
/// transaction, so they agree whenever the server ends. Belongs to the writer.
final class Chain {

    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final String EDGE = "audit-tree";
    private static final int PAGE = 1_000;

    private final Store store;
    private final HeadKey key;
    private Tree tree;
    private Hash previous;
    private volatile long last;

    /// A commit has failed, or has not been answered.
    private boolean uncertain;

    private Chain(Store store, HeadKey key, Tree tree, Hash previous) {
        this.store = store;
        this.key = key;
        this.tree = tree;
        this.previous = previous;
        this.last = tree.size();
    }

    static Chain open(Store store, HeadKey key) {
        Optional<Audit.Line> end = store.audit().last();
        long size = end.map(Audit.Line::seq).orElse(0L);
        Tree tree = kept(store, size).orElseGet(() -> made(store.audit()));
        if (tree.size() != size) {
            throw new StoreException("The audit log has " + tree.size() + " records, and the last one has the number "
                    + size + ". See which are missing with: ./wardroom audit verify");
        }
        return new Chain(
                store, key, tree, end.map(line -> AuditRecord.hash(line.text())).orElse(Hash.NONE));
    }

    /// The tree as it was kept, if it is the one that the newest head was signed over.
    private static Optional<Tree> kept(Store store, long size) {
        if (size == 0) {
            return Optional.of(new Tree());
        }
        try {
            Optional<Tree> tree = store.settings()
                    .read(EDGE)
                    .map(bytes -> Tree.parse(new String(bytes, StandardCharsets.US_ASCII)))
                    .filter(found -> found.size() == size);
            Optional<Hash> root = store.audit()
                    .lastHead()
                    .map(head -> TreeHead.parse(head.text()).root());
            return tree.filter(found -> root.filter(found.root()::equals).isPresent());
        } catch (IllegalArgumentException e) {
            LOG.atWarn().setCause(e).log("the tree over the audit log is made anew");
            return Optional.empty();
        }
    }

    private static Tree made(Audit audit) {
        Tree tree = new Tree();
        List<Audit.Line> page = audit.read(1, PAGE);
        while (!page.isEmpty()) {
            page.forEach(line -> tree.add(AuditRecord.hash(line.text())));
            page = audit.read(page.getLast().seq() + 1, PAGE);
        }
        return tree;
    }

    long last() {
        return last;
    }

    /// Writes all of them or none. Blocks until they are on disk.
    ///
    /// @throws StoreException if they are not
    void append(List<Waiting> batch, Instant now) {
        Tree longer = tree.copy();
        Hash end = previous;
        List<Change> changes = new ArrayList<>();
        for (Waiting waiting : batch) {
            String line = new AuditRecord(longer.size() + 1, waiting.at(), waiting.entry(), end).line();
            end = AuditRecord.hash(line);
            longer.add(end);
            changes.add(new Change.AppendAudit(new Audit.Line(longer.size(), line)));
        }
        TreeHead head = TreeHead.of(longer.size(), now, longer.root(), key);
        long hour = now.getEpochSecond() / Duration.ofHours(1).toSeconds();
        changes.add(new Change.PutAuditHead(new Audit.Head(hour, longer.size(), head.line())));
        changes.add(new Change.PutSetting(EDGE, longer.toString().getBytes(StandardCharsets.US_ASCII)));
        if (!isThere(longer.size(), end)) {
            commit(changes);
        }
        uncertain = false;
        tree = longer;
        previous = end;
        last = longer.size();
    }

    /// After a failure nobody knows whether they were written; a look says so.
    private boolean isThere(long seq, Hash hash) {
        return uncertain
                && store.audit()
                        .last()
                        .filter(line -> line.seq() == seq
                                && AuditRecord.hash(line.text()).equals(hash))
                        .isPresent();
    }

    private void commit(List<Change> changes) {
        try {
            uncertain = true;
            store.commit(changes).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException cause ? cause : e;
        }
    }
}
