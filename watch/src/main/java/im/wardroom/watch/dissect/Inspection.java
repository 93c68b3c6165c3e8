// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.flow.Stream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept of a flow until it is decided: the dissectors that may still know it, and for TCP its first octets.
final class Inspection {

    private static final int MOST_FINDINGS = 32;

    /// One bit for each dissector that has not said no.
    long candidates;

    long lastResorts;
    boolean begun;
    int depth;
    boolean following;
    boolean midway;
    int clientCount;
    int serverCount;

    final @Nullable Stream client;
    final @Nullable Stream server;
    List<Finding> findings = List.of();

    private @Nullable List<Memory> memories;

    Inspection(@Nullable Stream client, @Nullable Stream server) {
        this.client = client;
        this.server = server;
    }

    /// Now it is known how the flow begins, and so who may know it.
    void begin(long all, long last) {
        begun = true;
        candidates = all & ~last;
        lastResorts = all & last;
    }

    /// What was remembered belonged to what is around this.
    void restart() {
        memories = null;
        begun = false;
    }

    /// One dissector sees all from now on.
    void follow() {
        following = true;
        lastResorts = 0;
    }

    /// Whether that is new.
    boolean add(Finding finding) {
        if (findings.size() >= MOST_FINDINGS) {
            return false;
        }
        for (Finding known : findings) {
            if (known.isSame(finding)) {
                return false;
            }
        }
        if (findings.isEmpty()) {
            findings = new ArrayList<>(1);
        }
        return findings.add(finding);
    }

    Stream stream(boolean ofClient) {
        Stream stream = ofClient ? client : server;
        if (stream == null) {
            throw new IllegalStateException("only TCP has streams");
        }
        return stream;
    }

    @Nullable
    Object memory(Dissector dissector) {
        if (memories != null) {
            // By index: an iterator for each look would be the only thing that is allocated for most.
            for (int i = 0; i < memories.size(); i++) {
                if (memories.get(i).dissector == dissector) {
                    return memories.get(i).what;
                }
            }
        }
        return null;
    }

    void remember(Dissector dissector, Object what) {
        if (memories == null) {
            memories = new ArrayList<>(2);
        }
        Memory memory = new Memory(dissector, what);
        for (int i = 0; i < memories.size(); i++) {
            if (memories.get(i).dissector == dissector) {
                memories.set(i, memory);
                return;
            }
        }
        memories.add(memory);
    }

    private record Memory(Dissector dissector, Object what) {}
}
