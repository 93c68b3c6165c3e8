// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.ArrayList;
import java.util.List;

/// The Merkle tree over a growing list (RFC 9162 §2.1.1), of which only the right edge is kept: the roots of the
/// complete
/// trees that it is made of. Belongs to one thread.
public final class Tree {

    /// The largest first; one for each bit of the size.
    private final List<Hash> edge = new ArrayList<>();

    private long size;

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
}
