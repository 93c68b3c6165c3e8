// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Continuation;
import im.wardroom.guard.audit.Hash;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.guard.audit.Proof;
import im.wardroom.guard.audit.Seal;
import im.wardroom.guard.audit.TreeHead;
import im.wardroom.guard.audit.Verification;
import im.wardroom.store.Audit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Copies of the audit log as lines of JSON, and looking through a copy or the log itself. Blocks.
public final class AuditCopies {

    private AuditCopies() {}

    /// Writes the records of a time, and the seal over them.
    ///
    /// @param to the first moment that does not belong to it
    /// @return how many records it holds
    public static long write(Audit audit, HeadKey key, Instant from, Instant to, Writer out) throws IOException {
        TreeHead head = head(audit);
        AtomicLong first = new AtomicLong();
        AtomicLong last = new AtomicLong();
        Pages.forEach(audit, head.size(), line -> {
            Instant at = AuditRecord.parse(line.text()).at();
            if (!at.isBefore(from) && at.isBefore(to)) {
                first.compareAndSet(0, line.seq());
                last.set(line.seq());
            }
        });
        if (first.get() == 0) {
            out.write(Seal.of(1, 0, head, List.of(), key).line() + '\n');
            return 0;
        }
        Proof.Making making = Proof.ofInclusion(last.get() - 1, head.size());
        try {
            Pages.forEach(audit, head.size(), line -> {
                making.add(AuditRecord.hash(line.text()));
                if (line.seq() >= first.get() && line.seq() <= last.get()) {
                    write(line, out);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.write(Seal.of(first.get(), last.get(), head, making.proof(), key).line() + '\n');
        return last.get() - first.get() + 1;
    }

    private static void write(Audit.Line line, Writer out) {
        try {
            out.write(line.text() + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The newest head.
    ///
    /// @throws NoSuchElementException if there is none yet
    public static TreeHead head(Audit audit) {
        return audit.lastHead()
                .map(head -> TreeHead.parse(head.text()))
                .orElseThrow(() -> new NoSuchElementException("the audit log is empty"));
    }

    /// The newest head with the proof that it continues an earlier one.
    ///
    /// @throws IllegalArgumentException if the log is shorter than the earlier head
    public static Continuation since(Audit audit, TreeHead earlier) {
        TreeHead head = head(audit);
        if (earlier.size() > head.size()) {
            throw new IllegalArgumentException("the log has " + head.size() + " records, and had " + earlier.size()
                    + " at " + earlier.at() + ": records are missing");
        }
        Proof.Making making = Proof.ofConsistency(earlier.size(), head.size());
        Pages.forEach(audit, head.size(), line -> making.add(AuditRecord.hash(line.text())));
        List<Hash> proof = making.proof();
        return new Continuation(head, earlier.size(), proof);
    }

    /// Looks through the log of a database, while a server may be writing to it.
    ///
    /// @param kept heads that were kept elsewhere
    public static Verification.Report verify(Audit audit, Set<String> keys, List<TreeHead> kept) {
        Verification verification = new Verification(keys);
        long size = audit.last().map(Audit.Line::seq).orElse(0L);
        // After that, so that one of them covers it: the server writes both at once.
        Pages.forEachHead(audit, head -> expect(verification, "the head of " + head.size() + " records", head));
        kept.forEach(head -> verification.expect("the head that was kept, of " + head.size() + " records,", head));
        Optional<Audit.Head> newest = audit.lastHead();
        newest.ifPresent(head -> expect(verification, "the newest head", head));
        long covered = newest.map(Audit.Head::size).orElse(0L);
        Pages.forEach(
                audit, Math.max(size, covered), line -> verification.add("row " + line.seq(), line.seq(), line.text()));
        return verification.finished();
    }

    private static void expect(Verification verification, String name, Audit.Head head) {
        try {
            verification.expect(name, TreeHead.parse(head.text()));
        } catch (IllegalArgumentException e) {
            verification.problem(name + " is no head: it was changed");
        }
    }

    /// Looks through a copy.
    ///
    /// @param kept heads that were kept elsewhere
    public static Verification.Report verify(BufferedReader in, Set<String> keys, List<TreeHead> kept)
            throws IOException {
        Verification verification = new Verification(keys);
        kept.forEach(head -> verification.expect("the head that was kept, of " + head.size() + " records,", head));
        @Nullable Seal seal = null;
        long number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (seal != null) {
                verification.problem("line " + number + " comes after the seal: it was added");
            } else if (Seal.isOne(line)) {
                seal = seal(line).orElse(null);
                if (seal == null) {
                    verification.problem("line " + number + " is no seal: it was changed");
                }
            } else {
                verification.add("line " + number, 0, line);
            }
        }
        return verification.sealed(seal);
    }

    private static Optional<Seal> seal(String line) {
        try {
            return Optional.of(Seal.parse(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
