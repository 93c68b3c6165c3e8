// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Files for tests, made when they are needed; none of them does anything.
public final class Samples {

    private Samples() {}

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A picture of one pixel.
    public static byte[] png() {
        return java.util.HexFormat.of()
                .parseHex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                        + "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082");
    }

    /// As a phone makes them, cut short.
    public static byte[] jpeg() {
        byte[] bytes = random(4000, 7);
        byte[] head = java.util.HexFormat.of().parseHex("ffd8ffe000104a46494600010101004800480000ffdb0043");
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[bytes.length - 2] = (byte) 0xFF;
        bytes[bytes.length - 1] = (byte) 0xD9;
        return bytes;
    }

    public static byte[] mp4() {
        byte[] bytes = new byte[2000];
        byte[] head = java.util.HexFormat.of().parseHex("000000186674797069736f6d0000020069736f6d6d703432");
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    public static byte[] pdf(String more) {
        return text(
                "%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + more + " >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    }

    /// A program of Windows in its first bytes.
    public static byte[] exe() {
        byte[] bytes = new byte[512];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3C] = (byte) 0x80;
        bytes[0x80] = 'P';
        bytes[0x81] = 'E';
        return bytes;
    }

    public static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        return written(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        });
    }

    public static byte[] zip(String name, byte[] file) {
        return zip(Map.of(name, file));
    }

    static byte[] tar(String name, byte[] file) {
        return written(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setSize(file.length);
                tar.putArchiveEntry(entry);
                tar.write(file);
                tar.closeArchiveEntry();
            }
        });
    }

    static byte[] gzip(byte[] file) {
        return written(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(file);
            }
        });
    }

    static byte[] bzip2(byte[] file) {
        return written(out -> {
            try (OutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
                bzip2.write(file);
            }
        });
    }

    static byte[] xz(byte[] file) {
        return written(out -> {
            try (OutputStream xz = new XZCompressorOutputStream(out)) {
                xz.write(file);
            }
        });
    }

    static byte[] sevenZip(String name, byte[] file, char[] password) {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile archive =
                    password.length == 0 ? new SevenZOutputFile(channel) : new SevenZOutputFile(channel, password)) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName(name);
                archive.putArchiveEntry(entry);
                archive.write(file);
                archive.closeArchiveEntry();
            }
            return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A document of Office, with more in it.
    static byte[] office(Map<String, byte[]> more) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("[Content_Types].xml", text("<?xml version='1.0'?><Types/>"));
        files.put("_rels/.rels", text("<?xml version='1.0'?><Relationships/>"));
        files.put("word/document.xml", text("<?xml version='1.0'?><w:document xmlns:w='w'/>"));
        files.put("word/media/image1.png", png());
        files.putAll(more);
        return zip(files);
    }

    /// An older document of Office: a compound file with entries of these names.
    static byte[] compound(String... names) {
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.allocate(512 * 3 + 512 * names.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, CompoundFile.MAGIC).putShort(30, (short) 9);
        bytes.putInt(48, 1).putInt(68, -2);
        bytes.putInt(76, 0);
        for (int i = 0; i < 128; i++) {
            bytes.putInt(512 + i * 4, -1);
        }
        int sectors = (names.length + 4) / 4;
        for (int i = 0; i < sectors; i++) {
            bytes.putInt(512 + (i + 1) * 4, i + 1 < sectors ? i + 2 : -2);
        }
        entry(bytes, 1024, "Root Entry", 5);
        for (int i = 0; i < names.length; i++) {
            entry(bytes, 1024 + (i + 1) * 128, names[i], 2);
        }
        return bytes.array();
    }

    private static void entry(java.nio.ByteBuffer bytes, int at, String name, int type) {
        byte[] utf16 = name.getBytes(StandardCharsets.UTF_16LE);
        bytes.put(at, utf16).putShort(at + 64, (short) (utf16.length + 2)).put(at + 66, (byte) type);
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
