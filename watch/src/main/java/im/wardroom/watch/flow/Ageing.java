// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import org.jspecify.annotations.Nullable;

/// Flows in the order in which something was last seen of them. The links are in the flows, so that moving one costs no
/// memory.
final class Ageing {

    private @Nullable Flow oldest;
    private @Nullable Flow newest;
    private int size;

    @Nullable
    Flow oldest() {
        return oldest;
    }

    int size() {
        return size;
    }

    void add(Flow flow) {
        flow.older = newest;
        flow.newer = null;
        if (newest == null) {
            oldest = flow;
        } else {
            newest.newer = flow;
        }
        newest = flow;
        size++;
    }

    void remove(Flow flow) {
        Flow older = flow.older;
        Flow newer = flow.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        flow.older = null;
        flow.newer = null;
        size--;
    }
}
