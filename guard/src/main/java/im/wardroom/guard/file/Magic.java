// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// First bytes of what matters most to a policy: what runs, and what has to be unpacked. Nothing else is asked about a
/// file that begins so.
final class Magic {

    private static final List<Magic> ALL = List.of(
            hex("7F454C46", FileClass.EXECUTABLE, "application/x-elf"),
            hex("FEEDFACE", FileClass.EXECUTABLE, "application/x-mach-o"),
            hex("FEEDFACF", FileClass.EXECUTABLE, "application/x-mach-o"),
            hex("CEFAEDFE", FileClass.EXECUTABLE, "application/x-mach-o"),
            hex("CFFAEDFE", FileClass.EXECUTABLE, "application/x-mach-o"),
            hex("CAFEBABE", FileClass.EXECUTABLE, "application/java-vm"),
            hex("CAFED00D", FileClass.EXECUTABLE, "application/x-java-pack200"),
            hex("BEBAFECA", FileClass.EXECUTABLE, "application/x-mach-o"),
            hex("6465780A", FileClass.EXECUTABLE, "application/x-dex"),
            hex("0061736D", FileClass.EXECUTABLE, "application/wasm"),
            hex("1B4C7561", FileClass.EXECUTABLE, "application/x-lua-bytecode"),
            hex("4243C0DE", FileClass.EXECUTABLE, "application/x-llvm"),
            text("!<arch>\n", FileClass.EXECUTABLE, "application/x-archive"),
            hex("EDABEEDB", FileClass.EXECUTABLE, "application/x-rpm"),
            hex("78617221", FileClass.EXECUTABLE, "application/x-xar"),
            text("Cr24", FileClass.EXECUTABLE, "application/x-chrome-extension"),
            text("FWS", FileClass.EXECUTABLE, "application/x-shockwave-flash"),
            text("CWS", FileClass.EXECUTABLE, "application/x-shockwave-flash"),
            text("ZWS", FileClass.EXECUTABLE, "application/x-shockwave-flash"),
            hex("4C0000000114020000000000C000000000000046", FileClass.SHORTCUT, "application/x-ms-shortcut"),
            text("#@~^", FileClass.SCRIPT, "text/vbscript.encode"),
            text("ITSF", FileClass.ACTIVE_DOCUMENT, "application/vnd.ms-htmlhelp"),
            hex("3F5F0300", FileClass.ACTIVE_DOCUMENT, "application/winhlp"),
            hex("E4525C7B8CD8A74DAEB15378D02996D3", FileClass.ACTIVE_DOCUMENT, "application/onenote"),
            text("conectix", FileClass.DISK_IMAGE, "application/x-vhd"),
            text("vhdxfile", FileClass.DISK_IMAGE, "application/x-vhdx"),
            text("KDMV", FileClass.DISK_IMAGE, "application/x-vmdk"),
            hex("514649FB", FileClass.DISK_IMAGE, "application/x-qcow"),
            hex("4D5357494D000000", FileClass.DISK_IMAGE, "application/x-ms-wim"),
            text("hsqs", FileClass.DISK_IMAGE, "application/x-squashfs"),
            at(257, "ustar", FileClass.ARCHIVE, Unpacking.TAR),
            hex("504B0304", FileClass.ARCHIVE, Unpacking.ZIP),
            hex("504B0506", FileClass.ARCHIVE, Unpacking.ZIP),
            hex("504B3030504B0304", FileClass.ARCHIVE, Unpacking.ZIP),
            hex("377ABCAF271C", FileClass.ARCHIVE, Unpacking.SEVEN_ZIP),
            hex("1F8B08", FileClass.ARCHIVE, Unpacking.GZIP),
            text("BZh", FileClass.ARCHIVE, Unpacking.BZIP2),
            hex("FD377A585A00", FileClass.ARCHIVE, Unpacking.XZ),
            hex("1F9D", FileClass.ARCHIVE, Unpacking.COMPRESS),
            hex("04224D18", FileClass.ARCHIVE, Unpacking.LZ4),
            text("070701", FileClass.ARCHIVE, Unpacking.CPIO),
            text("070702", FileClass.ARCHIVE, Unpacking.CPIO),
            text("070707", FileClass.ARCHIVE, Unpacking.CPIO),
            hex("C771", FileClass.ARCHIVE, Unpacking.CPIO),
            hex("71C7", FileClass.ARCHIVE, Unpacking.CPIO),
            // What cannot be looked into from here on.
            hex("526172211A07", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("RE~^", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("MSCF", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("ISc(", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("SZDD", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("KWAJ", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            at(2, "-lh", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            at(2, "-lz", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            at(7, "**ACE**", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            hex("28B52FFD", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            hex("4C5A4950", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            hex("894C5A4F000D0A1A0A", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("SIT!", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("StuffIt ", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("7kSt", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            text("zPQ", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            hex("789F3E22", FileClass.ARCHIVE, Unpacking.UNKNOWN),
            hex("5D00008000", FileClass.ARCHIVE, Unpacking.LZMA),
            hex("5D00000004", FileClass.ARCHIVE, Unpacking.LZMA),
            hex("00051607", FileClass.DATA, "application/applefile"),
            text("-----BEGIN PGP MESSAGE", FileClass.ENCRYPTED, "application/pgp-encrypted"),
            text("age-encryption.org/", FileClass.ENCRYPTED, "application/x-age"));

    /// Where the descriptors of a CD are.
    private static final long[] DESCRIPTORS = {32769, 34817, 36865};

    private final int offset;
    private final byte[] bytes;
    private final Recognised meaning;

    private Magic(int offset, byte[] bytes, Recognised meaning) {
        this.offset = offset;
        this.bytes = bytes;
        this.meaning = meaning;
    }

    private static Magic hex(String digits, FileClass type, String name) {
        return new Magic(0, java.util.HexFormat.of().parseHex(digits), new Recognised(type, name, Unpacking.NONE));
    }

    private static Magic hex(String digits, FileClass type, Unpacking unpacking) {
        return new Magic(
                0, java.util.HexFormat.of().parseHex(digits), new Recognised(type, unpacking.type(), unpacking));
    }

    private static Magic text(String text, FileClass type, String name) {
        return new Magic(0, text.getBytes(StandardCharsets.US_ASCII), new Recognised(type, name, Unpacking.NONE));
    }

    private static Magic text(String text, FileClass type, Unpacking unpacking) {
        return at(0, text, type, unpacking);
    }

    private static Magic at(int offset, String text, FileClass type, Unpacking unpacking) {
        return new Magic(
                offset, text.getBytes(StandardCharsets.US_ASCII), new Recognised(type, unpacking.type(), unpacking));
    }

    private boolean fits(byte[] head) {
        return head.length >= offset + bytes.length
                && Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
    }

    /// @param head its beginning
    static Optional<Recognised> of(Content content, byte[] head) throws IOException {
        if (isProgramOfWindows(head)) {
            return Optional.of(new Recognised(FileClass.EXECUTABLE, "application/x-msdownload", Unpacking.NONE));
        }
        for (Magic magic : ALL) {
            if (magic.fits(head) && magic.isNoText(head)) {
                return Optional.of(magic.meaning);
            }
        }
        if (isArj(head)) {
            return Optional.of(new Recognised(FileClass.ARCHIVE, Unpacking.UNKNOWN.type(), Unpacking.UNKNOWN));
        }
        return isDisk(content, head)
                ? Optional.of(new Recognised(FileClass.DISK_IMAGE, "application/x-raw-disk-image", Unpacking.NONE))
                : Optional.empty();
    }

    /// Letters alone may begin a letter: "CWS is the company…".
    private boolean isNoText(byte[] head) {
        boolean sure = bytes.length > 4 || !isText(bytes, bytes.length);
        return sure || !isText(head, Math.min(head.length, 512));
    }

    static boolean isText(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /// DOS and Windows: MZ, and what is no text.
    private static boolean isProgramOfWindows(byte[] head) {
        return head.length > 2 && head[0] == 'M' && head[1] == 'Z' && !isText(head, Math.min(head.length, 512));
    }

    /// Two bytes would fit too many others: the sizes of the header, too.
    private static boolean isArj(byte[] head) {
        return head.length > 5
                && (head[0] & 0xFF) == 0x60
                && (head[1] & 0xFF) == 0xEA
                && (head[3] & 0xFF) <= 0x0A
                && (head[4] & 0xFF) >= 0x1E
                && (head[4] & 0xFF) <= 0x30;
    }

    private static boolean isDisk(Content content, byte[] head) throws IOException {
        for (long at : DESCRIPTORS) {
            String mark = new String(content.read(at, 5), StandardCharsets.US_ASCII);
            if (mark.equals("CD001") || mark.equals("BEA01") || mark.startsWith("NSR0")) {
                return true;
            }
        }
        byte[] end = content.read(content.size() - 512, 8);
        String trailer = new String(end, StandardCharsets.US_ASCII);
        return trailer.equals("conectix") || trailer.startsWith("koly") || isBootable(head);
    }

    /// A FAT volume.
    private static boolean isBootable(byte[] head) {
        return head.length >= 512
                && (head[510] & 0xFF) == 0x55
                && (head[511] & 0xFF) == 0xAA
                && ((head[0] & 0xFF) == 0xEB || (head[0] & 0xFF) == 0xE9);
    }
}
