// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What the records of a simulated log say. On the disk is a number for each, and as many bytes as it would have;
/// only whether those survive matters. Outlives the server. Belongs to whoever holds the disk.
public final class Contents {

    private static final int OVERHEAD = 60;

    private final List<List<Change>> changes = new ArrayList<>();

    synchronized byte[] record(List<Change> batch) {
        changes.add(List.copyOf(batch));
        byte[] record = new byte
                [Integer.BYTES
                        + batch.stream()
                                .mapToInt(change -> OVERHEAD + size(change))
                                .sum()];
        ByteBuffer.wrap(record).putInt(changes.size() - 1);
        return record;
    }

    synchronized List<Change> read(byte[] record) {
        return changes.get(ByteBuffer.wrap(record).getInt());
    }

    private static int size(Change change) {
        if (change instanceof Change.AppendMessage append) {
            return append.entry().stanza().length;
        }
        if (change instanceof Change.PutItem put) {
            return put.item().payload().length;
        }
        if (change instanceof Change.AppendAudit append) {
            return append.line().text().length();
        }
        return change instanceof Change.PutDocument put ? put.value().length : 0;
    }
}
