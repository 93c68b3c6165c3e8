// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A file on a disk with a cache: what was written is read back at once, but only a sync makes it outlive a power
/// cut. Until then each page is kept or lost for itself, whatever the order of the writes. Thread-safe where its log
/// is.
public class SimulatedDisk {

    public static final int PAGE = 512;

    /// One page. Its writes since the last sync may each be the last one that reached the disk.
    private static final class Page {
        private byte[] durable = new byte[PAGE];
        private byte[] cached = durable;
        private final List<byte[]> versions = new ArrayList<>(2);

        boolean isDurable() {
            return versions.isEmpty() && Arrays.equals(durable, cached);
        }

        void write(byte[] source, int from, int at, int length) {
            cached = cached.clone();
            System.arraycopy(source, from, cached, at, length);
            versions.add(cached);
        }

        void reach(byte[] version) {
            durable = version;
            versions.clear();
        }
    }

    private final List<Page> pages = new ArrayList<>();
    private final List<Page> dirty = new ArrayList<>();
    private final Random random;
    private boolean full;
    private boolean failing;

    public SimulatedDisk(Random random) {
        this.random = random;
    }

    /// From now on, no write that needs a new page succeeds.
    public void full(boolean changed) {
        full = changed;
    }

    /// From now on, syncs fail.
    public void failing(boolean changed) {
        failing = changed;
    }

    /// @throws IOException if there is no room; a part may have been written
    public void write(long offset, byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            long at = offset + done;
            int within = (int) (at % PAGE);
            int length = Math.min(PAGE - within, bytes.length - done);
            Page page = page((int) (at / PAGE));
            if (page.versions.isEmpty()) {
                dirty.add(page);
            }
            page.write(bytes, done, within, length);
            done += length;
        }
    }

    private Page page(int number) throws IOException {
        if (number >= pages.size() && full) {
            throw new IOException("No space left on device");
        }
        while (number >= pages.size()) {
            pages.add(new Page());
        }
        return pages.get(number);
    }

    public long size() {
        return (long) pages.size() * PAGE;
    }

    /// Zeroes beyond the end.
    public byte[] read(long offset, int length) {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length && (offset + done) / PAGE < pages.size()) {
            long at = offset + done;
            int within = (int) (at % PAGE);
            int part = Math.min(PAGE - within, length - done);
            System.arraycopy(pages.get((int) (at / PAGE)).cached, within, bytes, done, part);
            done += part;
        }
        return bytes;
    }

    /// Makes durable all that was written.
    ///
    /// @throws IOException if the disk failed: each page reached it or did not, and no later sync will try
    ///     again, as the cache takes them for written
    public void sync() throws IOException {
        for (Page page : dirty) {
            if (!failing || random.nextBoolean()) {
                page.reach(page.cached);
            }
            page.versions.clear();
        }
        dirty.clear();
        if (failing) {
            throw new IOException("Input/output error");
        }
    }

    /// True if this would outlive a power cut now, for certain.
    public boolean isDurable(long offset, int length) {
        for (long number = offset / PAGE; number <= (offset + length - 1) / PAGE; number++) {
            if (number >= pages.size() || !pages.get((int) number).isDurable()) {
                return false;
            }
        }
        return true;
    }

    /// Of each page stays what was synced, or any later version of it.
    public void cutPower() {
        for (Page page : pages) {
            int kept = random.nextInt(page.versions.size() + 1);
            page.reach(kept == 0 ? page.durable : page.versions.get(kept - 1));
            page.cached = page.durable;
        }
        dirty.clear();
    }
}
