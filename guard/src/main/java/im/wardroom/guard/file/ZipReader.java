// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import static im.wardroom.guard.file.ArchiveTrouble.Kind.AMBIGUOUS;
import static im.wardroom.guard.file.ArchiveTrouble.Kind.ENCRYPTED;
import static im.wardroom.guard.file.ArchiveTrouble.Kind.UNREADABLE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/// Reads a ZIP so that nothing in it stays unseen: by its directory, which must be the only one, must agree with what
/// stands before each file, and must account for every byte. What other programs might unpack in another way is
/// refused as ambiguous.
final class ZipReader {

    private static final int END = 0x06054B50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 65_535;
    private static final int END64 = 0x06064B50;
    private static final int LOCATOR64 = 0x07064B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034B50;
    private static final int LOCAL_SIZE = 30;
    private static final long NOT_HERE = 0xFFFFFFFFL;

    /// A descriptor after a file takes up to 24 bytes; a mark of split archives at the beginning takes 4.
    private static final int GAP = 24;

    private static final int ENCRYPTED_FLAG = 1;
    private static final int MEMORY_KIB = 64 * 1024;

    /// One file.
    ///
    /// @param data where its bytes begin
    record Entry(String name, int method, boolean encrypted, long crc, long packed, long size, long local, long data) {
        boolean isFolder() {
            return name.endsWith("/") && size == 0;
        }

        Entry at(long found) {
            return new Entry(name, method, encrypted, crc, packed, size, local, found);
        }
    }

    private final Content content;
    private final Budget budget;

    ZipReader(Content content, Budget budget) {
        this.content = content;
        this.budget = budget;
    }

    /// All files, in the order of their bytes.
    List<Entry> entries() throws IOException {
        long end = end();
        Directory directory = directory(end);
        budget.entries(directory.count);
        List<Entry> entries = new ArrayList<>();
        long at = directory.offset;
        for (long i = 0; i < directory.count; i++) {
            Central central = central(at);
            entries.add(central.entry);
            at = central.next;
        }
        // A signature or the records of 64 bits may follow, and nothing else.
        if (at > end || at != directory.offset + directory.size) {
            throw new ArchiveTrouble(AMBIGUOUS, "the directory is not where it says");
        }
        return located(entries, directory.offset);
    }

    private record Directory(long offset, long size, long count) {}

    private record Central(Entry entry, long next) {}

    private ByteBuffer bytes(long at, int count) throws IOException {
        byte[] read = content.read(at, count);
        if (read.length < count) {
            throw new ArchiveTrouble(UNREADABLE, "cut off");
        }
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The one record at the very end.
    private long end() throws IOException {
        int length = (int) Math.min(content.size(), END_SIZE + MAX_COMMENT);
        long from = content.size() - length;
        ByteBuffer tail = bytes(from, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_SIZE + (tail.getShort(at + 20) & 0xFFFF) == length) {
                return from + at;
            }
        }
        throw new ArchiveTrouble(UNREADABLE, "no directory at the end");
    }

    /// Whether a file that begins as something else ends as a ZIP.
    static boolean endsAsOne(Content content) throws IOException {
        if (content.size() < END_SIZE) {
            return false;
        }
        try {
            ZipReader reader = new ZipReader(content, new Budget(FileRules.Limits.DEFAULT, content.size()));
            long end = reader.end();
            Directory directory = reader.directory(end);
            // What was put in front of it may have been counted, or not.
            return directory.count == 0
                    || reader.isDirectory(directory.offset)
                    || reader.isDirectory(end - directory.size);
        } catch (ArchiveTrouble e) {
            return e.kind() == AMBIGUOUS;
        }
    }

    private boolean isDirectory(long at) throws IOException {
        byte[] found = content.read(at, 4);
        return found.length == 4
                && ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == CENTRAL;
    }

    private Directory directory(long end) throws IOException {
        ByteBuffer record = bytes(end, END_SIZE);
        long count = record.getShort(10) & 0xFFFF;
        long size = record.getInt(12) & NOT_HERE;
        long offset = record.getInt(16) & NOT_HERE;
        if (record.getShort(4) != 0 && record.getShort(4) != -1) {
            throw new ArchiveTrouble(UNREADABLE, "a part of several");
        }
        if (count == 0xFFFF || size == NOT_HERE || offset == NOT_HERE) {
            if (end >= 20 && bytes(end - 20, 20).getInt(0) == LOCATOR64) {
                ByteBuffer record64 = bytes(bytes(end - 20, 20).getLong(8), 56);
                if (record64.getInt(0) != END64) {
                    throw new ArchiveTrouble(UNREADABLE, "no directory of 64 bits");
                }
                return checked(record64.getLong(48), record64.getLong(40), record64.getLong(32), end);
            }
        }
        return checked(offset, size, count, end);
    }

    private static Directory checked(long offset, long size, long count, long end) throws ArchiveTrouble {
        if (offset < 0 || size < 0 || count < 0 || offset > end || size > end - offset) {
            throw new ArchiveTrouble(UNREADABLE, "a directory outside of the file");
        }
        // Between the directory and its end there is room for the records of 64 bits, not for a second directory.
        if (end - offset - size > 76 + 20) {
            throw new ArchiveTrouble(AMBIGUOUS, "bytes behind the directory");
        }
        return new Directory(offset, size, count);
    }

    private Central central(long at) throws IOException {
        ByteBuffer record = bytes(at, CENTRAL_SIZE);
        if (record.getInt(0) != CENTRAL) {
            throw new ArchiveTrouble(UNREADABLE, "an entry of the directory is damaged");
        }
        budget.entry();
        int nameLength = record.getShort(28) & 0xFFFF;
        int extraLength = record.getShort(30) & 0xFFFF;
        int commentLength = record.getShort(32) & 0xFFFF;
        byte[] name = bytes(at + CENTRAL_SIZE, nameLength).array();
        long[] sizes = {
            record.getInt(24) & NOT_HERE, record.getInt(20) & NOT_HERE, record.getInt(42) & NOT_HERE,
        };
        widen(sizes, bytes(at + CENTRAL_SIZE + nameLength, extraLength));
        Entry entry = new Entry(
                text(name),
                record.getShort(10) & 0xFFFF,
                (record.getShort(8) & ENCRYPTED_FLAG) != 0,
                record.getInt(16) & NOT_HERE,
                sizes[1],
                sizes[0],
                sizes[2],
                0);
        return new Central(entry, at + CENTRAL_SIZE + nameLength + extraLength + commentLength);
    }

    /// Sizes of 64 bits are in a field of their own.
    private static void widen(long[] sizes, ByteBuffer extra) throws ArchiveTrouble {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xFFFF;
            int length = extra.getShort() & 0xFFFF;
            if (length > extra.remaining()) {
                return;
            }
            int next = extra.position() + length;
            if (id == 1) {
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == NOT_HERE && extra.position() + 8 <= next) {
                        sizes[i] = extra.getLong();
                    }
                }
            }
            extra.position(next);
        }
        for (long size : sizes) {
            if (size < 0) {
                throw new ArchiveTrouble(UNREADABLE, "a negative size");
            }
        }
    }

    private static String text(byte[] name) {
        String utf8 = new String(name, StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : new String(name, StandardCharsets.ISO_8859_1);
    }

    /// Files that lie on each other unpack to more than there is; files between them are seen by some programs only.
    private List<Entry> located(List<Entry> entries, long directory) throws IOException {
        List<Entry> located = new ArrayList<>();
        long free = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingLong(Entry::local)).toList()) {
            if (entry.local() < free) {
                throw new ArchiveTrouble(AMBIGUOUS, "files that overlap");
            }
            if (entry.local() - free > GAP) {
                throw new ArchiveTrouble(AMBIGUOUS, "bytes that belong to no file");
            }
            long data = data(entry);
            free = data + entry.packed();
            located.add(entry.at(data));
        }
        if (free > directory) {
            throw new ArchiveTrouble(AMBIGUOUS, "files that overlap the directory");
        }
        // Ahead of the directory, installers of Android have a block of signatures.
        if (directory - free > GAP && !isSigned(directory)) {
            throw new ArchiveTrouble(AMBIGUOUS, "bytes that belong to no file");
        }
        return located;
    }

    private boolean isSigned(long directory) throws IOException {
        return Arrays.equals(content.read(directory - 16, 16), "APK Sig Block 42".getBytes(StandardCharsets.US_ASCII));
    }

    private long data(Entry entry) throws IOException {
        ByteBuffer local = bytes(entry.local(), LOCAL_SIZE);
        if (local.getInt(0) != LOCAL) {
            throw new ArchiveTrouble(UNREADABLE, "a file that does not begin where it should");
        }
        int nameLength = local.getShort(26) & 0xFFFF;
        int extraLength = local.getShort(28) & 0xFFFF;
        String name = text(bytes(entry.local() + LOCAL_SIZE, nameLength).array());
        boolean encrypted = (local.getShort(6) & ENCRYPTED_FLAG) != 0;
        if (!name.equals(entry.name())
                || encrypted != entry.encrypted()
                || local.getShort(8) != (short) entry.method()) {
            throw new ArchiveTrouble(AMBIGUOUS, "a file with two names or methods");
        }
        return entry.local() + LOCAL_SIZE + nameLength + extraLength;
    }

    /// The content of a file, checked against its sum when all of it is read.
    ///
    /// @throws ArchiveTrouble if it cannot be unpacked
    InputStream open(Entry entry) throws IOException {
        if (entry.encrypted()) {
            throw new ArchiveTrouble(ENCRYPTED, "files with a password");
        }
        SeekableByteChannel channel = content.open();
        try {
            channel.position(entry.data());
            InputStream packed = BoundedInputStream.builder()
                    .setInputStream(Channels.newInputStream(channel))
                    .setMaxCount(entry.packed())
                    .get();
            return new Summed(unpacked(entry.method(), packed), entry);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream unpacked(int method, InputStream packed) throws IOException {
        return switch (method) {
            case 0 -> packed;
            case 8 -> new Inflated(packed);
            case 9 -> new Deflate64CompressorInputStream(packed);
            case 12 -> new BZip2CompressorInputStream(packed);
            case 95 ->
                XZCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setMemoryLimitKiB(MEMORY_KIB)
                        .get();
            default -> throw new ArchiveTrouble(UNREADABLE, "packed in a way that is not known here: " + method);
        };
    }

    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream packed) {
            super(packed, new Inflater(true), 16 * 1024);
        }

        @Override
        public void close() throws IOException {
            super.close();
            // It was not the stream's own.
            inf.end();
        }
    }

    private static final class Summed extends InputStream {
        private final CheckedInputStream in;
        private final Entry entry;
        private long count;

        Summed(InputStream in, Entry entry) {
            this.in = new CheckedInputStream(in, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count += Math.max(n, 0);
            if (n < 0 && (count != entry.size() || in.getChecksum().getValue() != entry.crc())) {
                throw new ArchiveTrouble(UNREADABLE, "a damaged file");
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
