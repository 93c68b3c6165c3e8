// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree over a growing list (RFC 9162 §2.1.1), of which only the right edge is kept: the roots of the
/// complete trees that it is made of. Belongs to one thread.
public final class Tree {

    /// The largest first; one for each bit of the size.
    private final List<Hash> edge = new ArrayList<>();

    private long size;

    /// A tree of its own that goes on from here.
    public Tree copy() {
        Tree copy = new Tree();
        copy.edge.addAll(edge);
        copy.size = size;
        return copy;
    }

    /// What [#toString] says.
    ///
    /// @throws IllegalArgumentException if it is no tree
    public static Tree parse(String text) {
        String[] parts = text.split(" ", -1);
        Tree tree = new Tree();
        tree.size = Long.parseLong(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            tree.edge.add(Hash.parse(parts[i]));
        }
        if (tree.size < 0 || Long.bitCount(tree.size) != tree.edge.size()) {
            throw new IllegalArgumentException("it is no edge of a tree of " + tree.size);
        }
        return tree;
    }

    public long size() {
        return size;
    }

    public void add(Hash leaf) {
        Hash made = leaf;
        for (long left = size; (left & 1) == 1; left >>>= 1) {
            made = Hash.node(edge.removeLast(), made);
        }
        edge.add(made);
        size++;
    }

    public Hash root() {
        if (edge.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = Hash.node(edge.get(i), root);
        }
        return root;
    }

    /// The size and the edge, to be kept.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Long.toString(size));
        edge.forEach(hash -> text.append(' ').append(hash));
        return text.toString();
    }
}
