// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/// A write-ahead log: records one after the other, each with a checksum over itself and the checksum before it, so
/// that nothing that is left of an earlier attempt is ever taken for the continuation of a later one.
public final class RecordLog {

    private static final int HEADER = 8;

    /// Where a record is.
    public record Place(long offset, int length) {}

    private final SimulatedDisk disk;
    private long end;
    private int chain;
    private long syncedEnd;
    private int syncedChain;

    private RecordLog(SimulatedDisk disk) {
        this.disk = disk;
    }

    /// Reads the valid prefix of what is there, and writes it again: what is read back after a kill may be in the cache
    /// alone, and a sync alone does not bring to the disk what an earlier one gave up.
    ///
    /// @throws IOException if that failed
    public static RecordLog open(SimulatedDisk disk, Consumer<byte[]> records) throws IOException {
        RecordLog log = new RecordLog(disk);
        byte[] record = log.next();
        while (record.length > 0) {
            records.accept(record);
            record = log.next();
        }
        disk.write(0, disk.read(0, (int) log.end));
        log.sync();
        return log;
    }

    /// The record at the end, or nothing if there is none that is whole.
    private byte[] next() {
        ByteBuffer header = ByteBuffer.wrap(disk.read(end, HEADER));
        int length = header.getInt();
        int sum = header.getInt();
        if (length <= 0 || length > disk.size()) {
            return new byte[0];
        }
        byte[] record = disk.read(end + HEADER, length);
        if (sum != sum(chain, record)) {
            return new byte[0];
        }
        end += HEADER + length;
        chain = sum;
        return record;
    }

    public Place append(byte[] record) throws IOException {
        int sum = sum(chain, record);
        byte[] framed = ByteBuffer.allocate(HEADER + record.length)
                .putInt(record.length)
                .putInt(sum)
                .put(record)
                .array();
        disk.write(end, framed);
        Place place = new Place(end, framed.length);
        end += framed.length;
        chain = sum;
        return place;
    }

    public void sync() throws IOException {
        disk.sync();
        syncedEnd = end;
        syncedChain = chain;
    }

    /// Forgets what was appended after the last sync that succeeded; what comes next is written over it.
    public void rewind() {
        end = syncedEnd;
        chain = syncedChain;
    }

    private static int sum(int before, byte[] record) {
        CRC32 crc = new CRC32();
        crc.update(before >> 24);
        crc.update(before >> 16);
        crc.update(before >> 8);
        crc.update(before);
        crc.update(record);
        return (int) crc.getValue();
    }
}
