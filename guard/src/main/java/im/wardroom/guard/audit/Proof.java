// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proofs about the tree: that a record is in it (RFC 9162 §2.1.3), that a later tree continues an earlier one
/// (RFC 9162 §2.1.4). Whoever checks them needs nothing but heads.
public final class Proof {

    /// Leaves from the first number, counted from 0, up to but not including the second.
    record Range(long from, long to) {}

    private Proof() {}

    /// Makes a proof while the leaves go by, so that nobody needs all of them at once. Belongs to one thread.
    public static final class Making {

        private final List<Range> ranges;
        private final List<Tree> trees;
        private long next;

        private Making(List<Range> ranges) {
            this.ranges = ranges;
            this.trees = ranges.stream().map(range -> new Tree()).toList();
        }

        /// All leaves, from the first on.
        public void add(Hash leaf) {
            for (int i = 0; i < ranges.size(); i++) {
                if (ranges.get(i).from() <= next && next < ranges.get(i).to()) {
                    trees.get(i).add(leaf);
                }
            }
            next++;
        }

        public List<Hash> proof() {
            return trees.stream().map(Tree::root).toList();
        }
    }

    /// That the leaf of this number, counted from 0, is in the tree of this size.
    public static Making ofInclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("no leaf " + leaf + " in a tree of " + size);
        }
        List<Range> ranges = new ArrayList<>();
        inclusion(leaf, 0, size, ranges);
        return new Making(ranges);
    }

    private static void inclusion(long leaf, long from, long to, List<Range> ranges) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, ranges);
            ranges.add(new Range(middle, to));
        } else {
            inclusion(leaf, middle, to, ranges);
            ranges.add(new Range(from, middle));
        }
    }

    /// That the tree of the second size begins with that of the first.
    public static Making ofConsistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("a tree of " + second + " does not continue one of " + first);
        }
        List<Range> ranges = new ArrayList<>();
        if (first > 0 && first < second) {
            consistency(first, 0, second, true, ranges);
        }
        return new Making(ranges);
    }

    private static void consistency(long first, long from, long to, boolean known, List<Range> ranges) {
        long size = to - from;
        if (first == size) {
            if (!known) {
                ranges.add(new Range(from, to));
            }
            return;
        }
        long half = split(size);
        if (first <= half) {
            consistency(first, from, from + half, known, ranges);
            ranges.add(new Range(from + half, to));
        } else {
            consistency(first - half, from + half, to, false, ranges);
            ranges.add(new Range(from, from + half));
        }
    }

    /// The largest power of two that is smaller.
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    /// RFC 9162 §2.1.3.2: the root of the tree that the proof says the leaf is in; empty if the proof cannot be one.
    public static Optional<Hash> root(Hash leaf, long index, long size, List<Hash> proof) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long at = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash step : proof) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((at & 1) == 1 || at == last) {
                root = Hash.node(step, root);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = Hash.node(root, step);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }

    /// RFC 9162 §2.1.4.2: whether the proof shows that the second tree begins with the first.
    public static boolean continues(long first, Hash firstRoot, long second, Hash secondRoot, List<Hash> proof) {
        if (first < 0 || first > second) {
            return false;
        }
        if (first == second) {
            return proof.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return proof.isEmpty() && firstRoot.equals(Hash.EMPTY);
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(first) == 1) {
            path.addFirst(firstRoot);
        }
        return !path.isEmpty() && walks(first - 1, second - 1, path, firstRoot, secondRoot);
    }

    private static boolean walks(long first, long second, List<Hash> path, Hash firstRoot, Hash secondRoot) {
        long at = first;
        long last = second;
        while ((at & 1) == 1) {
            at >>>= 1;
            last >>>= 1;
        }
        Hash old = path.getFirst();
        Hash young = old;
        for (Hash step : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = Hash.node(step, old);
                young = Hash.node(step, young);
                while ((at & 1) == 0 && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                young = Hash.node(young, step);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && firstRoot.equals(old) && secondRoot.equals(young);
    }
}
