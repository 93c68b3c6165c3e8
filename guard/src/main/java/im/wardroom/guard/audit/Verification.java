// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks for records that were changed, removed, put into another order or cut off, as the records of a copy or of the
/// database go by, and says which. Belongs to one thread; holds no more than one record.
public final class Verification {

    private static final int MAX_PROBLEMS = 50;

    /// @param first the number of the first record, 0 if there was none
    /// @param problems what is wrong, in words; empty if nothing is
    public record Report(long first, long last, long records, List<String> problems) {
        public Report {
            problems = List.copyOf(problems);
        }

        public boolean isSound() {
            return problems.isEmpty();
        }
    }

    /// @param name what to call it
    private record Expected(String name, TreeHead head) {}

    private final Set<String> keys;
    private final List<Expected> heads = new ArrayList<>();
    private final Tree tree = new Tree();
    private final List<String> problems = new ArrayList<>();
    private final TreeMap<Long, Long> missing = new TreeMap<>();
    private long unsaid;
    private long first;
    private long last;
    private long records;
    private int compared;
    private @Nullable AuditRecord before;
    private Hash beforeHash = Hash.NONE;
    /// The first of a row of records that do not fit the one after them.
    private long broken;
    /// The tree is no use after something is missing, added or in another place.
    private boolean torn;

    /// @param keys the names of those that may have signed
    public Verification(Set<String> keys) {
        this.keys = Set.copyOf(keys);
    }

    /// Before the records: a head that they must fit.
    public void expect(String name, TreeHead head) {
        if (isTrusted(name, head)) {
            heads.add(new Expected(name, head));
            heads.sort(Comparator.comparingLong(expected -> expected.head().size()));
        }
    }

    private boolean isTrusted(String name, TreeHead head) {
        if (!head.isSigned()) {
            problem(name + " is not signed by the key that it names: it was changed, or is no head of this log");
            return false;
        }
        if (!keys.contains(head.key())) {
            problem(name + " is signed by another key, " + head.key() + "; name it with --key if it may be trusted");
            return false;
        }
        return true;
    }

    /// The next record as it was found.
    ///
    /// @param place such as "line 3"
    /// @param number that its place says it has, or 0 if the place says nothing
    public void add(String place, long number, String line) {
        AuditRecord record;
        try {
            record = AuditRecord.parse(line);
        } catch (IllegalArgumentException e) {
            unreadable(place, number, line);
            return;
        }
        if (number != 0 && record.seq() != number) {
            problem(place + " holds the record of number " + record.seq()
                    + ": records were changed or put into another order");
            torn = true;
        }
        if (isInPlace(place, record)) {
            link(record);
            take(record, AuditRecord.hash(line));
        }
    }

    /// It counts as a record, so that those after it are not said to be in the wrong place.
    private void unreadable(String place, long number, String line) {
        long seq = number == 0 ? last + 1 : number;
        problem(place + " is no record of the log: record " + seq + " was changed");
        if (first == 0) {
            first = seq;
        }
        records++;
        last = seq;
        torn = true;
        settle();
        before = null;
        beforeHash = AuditRecord.hash(line);
        tree.add(beforeHash);
    }

    /// False if it belongs before one that was here already.
    private boolean isInPlace(String place, AuditRecord record) {
        long seq = record.seq();
        if (first == 0) {
            first = seq;
            if (seq == 1 && !record.previous().equals(Hash.NONE)) {
                problem("record 1 was changed: nothing can be before it");
            }
        } else if (seq > last + 1) {
            missing.put(last + 1, seq - 1);
            torn = true;
            settle();
            before = null;
        } else if (seq <= last) {
            problem(
                    unmissed(seq)
                            ? place + " holds record " + seq + ", which belongs before record " + last
                            : place + " holds record " + seq + " once more");
            torn = true;
            return false;
        }
        return true;
    }

    /// Takes a number out of a range of missing ones.
    private boolean unmissed(long seq) {
        var range = missing.floorEntry(seq);
        if (range == null || range.getValue() < seq) {
            return false;
        }
        missing.remove(range.getKey());
        if (range.getKey() < seq) {
            missing.put(range.getKey(), seq - 1);
        }
        if (seq < range.getValue()) {
            missing.put(seq + 1, range.getValue());
        }
        return true;
    }

    private void link(AuditRecord record) {
        if (before == null) {
            return;
        }
        if (record.previous().equals(beforeHash)) {
            settle();
        } else if (broken == 0) {
            broken = before.seq();
        }
    }

    /// A row of records that do not fit has ended with one that does.
    private void settle() {
        if (broken == 0 || before == null) {
            return;
        }
        long end = before.seq() - 1;
        problem(
                end == broken
                        ? "record " + broken + " was changed: record " + (broken + 1) + " does not fit it"
                        : "records were changed, one or more of " + broken + " to " + end);
        broken = 0;
    }

    private void take(AuditRecord record, Hash hash) {
        before = record;
        beforeHash = hash;
        last = record.seq();
        records++;
        tree.add(hash);
        while (compared < heads.size() && heads.get(compared).head().size() <= tree.size()) {
            compare(heads.get(compared++));
        }
    }

    private void compare(Expected expected) {
        boolean comparable = first == 1 && !torn && broken == 0 && problems.isEmpty();
        if (comparable
                && expected.head().size() == tree.size()
                && !expected.head().root().equals(tree.root())) {
            problem("the records do not fit " + expected.name() + ": among the records " + since(expected) + " to "
                    + expected.head().size() + " some were changed, and all after them made to fit");
        }
    }

    /// The first record that no fitting head covers.
    private long since(Expected expected) {
        int index = heads.indexOf(expected);
        return index <= 0 ? 1 : heads.get(index - 1).head().size() + 1;
    }

    /// A copy ends with its seal.
    public Report sealed(@Nullable Seal seal) {
        if (seal == null) {
            problem("there is no seal at the end: records after record " + last + " may have been cut off");
        } else if (isTrusted("the head in the seal", seal.head())) {
            if (!seal.isSigned()) {
                problem("the seal was changed: its signature does not fit");
            } else {
                fits(seal);
            }
        }
        return concluded();
    }

    private void fits(Seal seal) {
        if (seal.last() < seal.first()) {
            if (records > 0) {
                problem("the seal says that the copy holds no record");
            }
            return;
        }
        if (records == 0 || first > seal.first()) {
            missing.put(seal.first(), records == 0 ? seal.last() : first - 1);
        } else if (first < seal.first()) {
            problem("records " + first + " to " + (seal.first() - 1) + " were added: the seal does not know them");
        }
        if (records > 0 && last < seal.last()) {
            missing.put(last + 1, seal.last());
        } else if (last > seal.last()) {
            problem("records " + (seal.last() + 1) + " to " + last + " were added: the seal does not know them");
        } else if (records > 0 && !torn && problems.isEmpty() && broken == 0 && !seal.holds(beforeHash)) {
            problem("record " + last
                    + " is not the one that the signed head knows: it was changed, or all were made anew");
        }
    }

    /// A log ends with what its newest head covers.
    public Report finished() {
        if (first > 1) {
            missing.put(1L, first - 1);
        }
        long covered = heads.isEmpty() ? 0 : heads.getLast().head().size();
        if (covered < last) {
            problem("no head covers the records " + (covered + 1) + " to " + last + ": the server did not write them");
        }
        return concluded();
    }

    private Report concluded() {
        if (broken != 0) {
            problem("records were changed, one or more of " + broken + " to " + last);
            broken = 0;
        }
        for (Expected expected : heads) {
            if (expected.head().size() > last && first <= 1) {
                missing.merge(last + 1, expected.head().size(), Math::max);
            }
        }
        missing.forEach((from, to) -> problem(
                from.equals(to) ? "record " + from + " is missing" : "records " + from + " to " + to + " are missing"));
        missing.clear();
        if (unsaid > 0) {
            problems.add("and " + unsaid + " problems more");
        }
        return new Report(first, last, records, problems);
    }

    /// Something else that is wrong.
    public void problem(String words) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(words);
        } else {
            unsaid++;
        }
    }
}
