// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What is put together for the flows that spoke last, so many at most: for state that is too large to keep with every
/// flow. Messages in several datagrams come within moments; whom a flood pushes out begins anew. Belongs to the thread
/// that reads packets.
public final class Recent<T> {

    private final int most;
    private final Map<Flow, T> states = new LinkedHashMap<>(16, 0.75f, true);

    public Recent(int most) {
        this.most = most;
    }

    /// @param beginning makes what is kept of a flow that is not there
    public T of(Flow flow, Supplier<T> beginning) {
        T state = states.get(flow);
        if (state == null) {
            state = beginning.get();
            states.put(flow, state);
            if (states.size() > most) {
                states.remove(states.keySet().iterator().next());
            }
        }
        return state;
    }

    public boolean has(Flow flow) {
        return states.containsKey(flow);
    }

    public void forget(Flow flow) {
        states.remove(flow);
    }

    int size() {
        return states.size();
    }
}
