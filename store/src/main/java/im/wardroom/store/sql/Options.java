// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.time.Duration;

/// How much the store may use.
///
/// @param readers connections that read; each may hold a carrier thread while SQLite works
/// @param readWait how long a read waits for a free connection before it fails
/// @param waitingBatches calls of `commit` that may wait for the writer
/// @param waitingBytes what those may hold in all
/// @param groupBatches calls of `commit` that share one sync at most
/// @param maxPages pages that the database may have, 0 for as many as the disk holds
public record Options(
        int readers, Duration readWait, int waitingBatches, long waitingBytes, int groupBatches, long maxPages) {

    public static final Options DEFAULT = new Options(4, Duration.ofSeconds(10), 20_000, 64L << 20, 2_000, 0);

    public Options {
        if (readers < 1 || waitingBatches < 1 || waitingBytes < 1 || groupBatches < 1 || maxPages < 0) {
            throw new IllegalArgumentException("every bound of the store is at least one");
        }
    }

    public Options withReaders(int changed, Duration wait) {
        return new Options(changed, wait, waitingBatches, waitingBytes, groupBatches, maxPages);
    }

    public Options withWaiting(int batches, long bytes) {
        return new Options(readers, readWait, batches, bytes, groupBatches, maxPages);
    }

    public Options withMaxPages(long changed) {
        return new Options(readers, readWait, waitingBatches, waitingBytes, groupBatches, changed);
    }
}
