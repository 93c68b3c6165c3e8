// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Reads what is in an OLE compound file (the older Office formats, installers): the names of its entries, and the
/// class of its root. Not their content. What is damaged gives fewer names.
final class CompoundFile {

    static final byte[] MAGIC = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    private static final int HEADER = 512;
    private static final int ENTRY = 128;
    private static final int ROOT = 5;
    private static final int MAX_ENTRIES = 8192;
    private static final int LAST_SECTOR = 0xFFFFFFFA;

    /// CLSIDs of installers, patches and transforms share this beginning: 000C108x-0000-0000-C000-000000000046.
    private static final int INSTALLER = 0x000C1080;

    private final Content content;
    private final int sectorSize;
    private final ByteBuffer header;
    private final Set<String> names = new HashSet<>();
    private boolean installer;
    private boolean damaged;

    private CompoundFile(Content content, ByteBuffer header) {
        this.content = content;
        this.header = header;
        this.sectorSize = 1 << header.getShort(30);
    }

    /// Empty names if it is none.
    static CompoundFile read(Content content) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(content.read(0, HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        CompoundFile file;
        if (header.limit() < HEADER || header.getShort(30) < 7 || header.getShort(30) > 16) {
            file = new CompoundFile(
                    content,
                    ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putShort(30, (short) 9));
            file.damaged = true;
        } else {
            file = new CompoundFile(content, header);
            file.readDirectory();
        }
        return file;
    }

    private void readDirectory() throws IOException {
        int sector = header.getInt(48);
        Set<Integer> seen = new HashSet<>();
        int entries = 0;
        while (Integer.compareUnsigned(sector, LAST_SECTOR) < 0) {
            // A chain that bites its own tail would never end.
            if (!seen.add(sector) || entries > MAX_ENTRIES) {
                damaged = true;
                return;
            }
            ByteBuffer bytes = sector(sector);
            for (int at = 0; at + ENTRY <= bytes.limit(); at += ENTRY) {
                entry(bytes, at);
                entries++;
            }
            sector = next(sector);
        }
    }

    private void entry(ByteBuffer bytes, int at) {
        int length = Math.clamp(bytes.getShort(at + 64) - 2L, 0, 62);
        byte[] name = new byte[length];
        bytes.get(at, name);
        int type = bytes.get(at + 66);
        if (type != 0) {
            names.add(new String(name, StandardCharsets.UTF_16LE));
        }
        if (type == ROOT && (bytes.getInt(at + 80) & 0xFFFFFFF0) == INSTALLER) {
            installer = true;
        }
    }

    private ByteBuffer sector(int number) throws IOException {
        long at = (Integer.toUnsignedLong(number) + 1) * sectorSize;
        return ByteBuffer.wrap(content.read(at, sectorSize)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The sector after this one, as the table of all sectors says.
    private int next(int sector) throws IOException {
        int perSector = sectorSize / 4;
        int table = Integer.divideUnsigned(sector, perSector);
        int place = tableSector(table);
        if (Integer.compareUnsigned(place, LAST_SECTOR) >= 0) {
            damaged = true;
            return -1;
        }
        ByteBuffer bytes = sector(place);
        int at = Integer.remainderUnsigned(sector, perSector) * 4;
        if (at + 4 > bytes.limit()) {
            damaged = true;
            return -1;
        }
        return bytes.getInt(at);
    }

    /// Where a part of the table is: 109 places in the header, then a chain of sectors with more.
    private int tableSector(int table) throws IOException {
        if (table < 109) {
            return header.getInt(76 + table * 4);
        }
        int perSector = sectorSize / 4 - 1;
        int rest = table - 109;
        int list = header.getInt(68);
        for (int hops = rest / perSector; hops > 0 && Integer.compareUnsigned(list, LAST_SECTOR) < 0; hops--) {
            ByteBuffer bytes = sector(list);
            list = bytes.limit() < sectorSize ? -1 : bytes.getInt(sectorSize - 4);
        }
        if (Integer.compareUnsigned(list, LAST_SECTOR) >= 0) {
            return -1;
        }
        ByteBuffer bytes = sector(list);
        int at = rest % perSector * 4;
        return at + 4 > bytes.limit() ? -1 : bytes.getInt(at);
    }

    boolean isDamaged() {
        return damaged || names.isEmpty();
    }

    boolean isInstaller() {
        return installer;
    }

    /// Office documents with a password are an encrypted package within such a file.
    boolean isEncrypted() {
        return names.contains("EncryptedPackage") || names.contains("EncryptionInfo");
    }

    /// Macros of Word, Excel, PowerPoint and the like, or something that a document packs in.
    boolean isActive() {
        return names.contains("Macros")
                || names.contains("_VBA_PROJECT_CUR")
                || names.contains("_VBA_PROJECT")
                || names.contains("VBA")
                || names.contains("\u0001Ole10Native");
    }
}
