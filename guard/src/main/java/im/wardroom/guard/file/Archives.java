// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import static im.wardroom.guard.file.ArchiveTrouble.Kind.ENCRYPTED;
import static im.wardroom.guard.file.ArchiveTrouble.Kind.UNREADABLE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;

/// Opens archives and hands out what is in them, one after the other, never more than the budget allows. May block.
final class Archives {

    private static final int MEMORY_KIB = 64 * 1024;

    /// Is told of what there is, and says whether it wants to hear more.
    interface Visitor {
        /// All names, where the archive has a list of them; before the first file.
        boolean names(List<String> names) throws IOException;

        boolean file(String name, InputStream content) throws IOException;
    }

    private final Budget budget;

    Archives(Budget budget) {
        this.budget = budget;
    }

    /// @param name of the archive, for what is in it where that has none
    /// @throws ArchiveTrouble if not all of it can be looked into
    void visit(Content content, Unpacking unpacking, String name, Visitor visitor) throws IOException {
        try {
            open(content, unpacking, name, visitor);
        } catch (ArchiveTrouble e) {
            throw e;
        } catch (PasswordRequiredException e) {
            throw new ArchiveTrouble(ENCRYPTED, "files with a password");
        } catch (MemoryLimitException e) {
            throw new ArchiveTrouble(ArchiveTrouble.Kind.LIMIT, "needs too much memory");
        } catch (IOException | RuntimeException e) {
            // The libraries say in many ways that something is damaged, bugs in them included.
            throw new ArchiveTrouble(UNREADABLE, "damaged: " + e.getClass().getSimpleName());
        }
    }

    private void open(Content content, Unpacking unpacking, String name, Visitor visitor) throws IOException {
        switch (unpacking) {
            case NONE -> {}
            case UNKNOWN -> throw new ArchiveTrouble(UNREADABLE, "of a kind that cannot be unpacked here");
            case ZIP -> zip(content, visitor);
            case SEVEN_ZIP -> sevenZip(content, visitor);
            case TAR -> entries(new TarArchiveInputStream(buffered(content)), visitor);
            case CPIO -> entries(new CpioArchiveInputStream(buffered(content)), visitor);
            case GZIP, BZIP2, XZ, LZMA, LZ4, COMPRESS -> {
                budget.entry();
                try (InputStream in = single(unpacking, buffered(content))) {
                    var _ = visitor.file(inner(name), in);
                }
            }
        }
    }

    private static InputStream buffered(Content content) throws IOException {
        return new BufferedInputStream(content.stream(), 64 * 1024);
    }

    private static InputStream single(Unpacking unpacking, InputStream in) throws IOException {
        return switch (unpacking) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ ->
                XZCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB(MEMORY_KIB)
                        .get();
            case LZMA ->
                LZMACompressorInputStream.builder()
                        .setInputStream(in)
                        .setMemoryLimitKiB(MEMORY_KIB)
                        .get();
            case LZ4 -> new FramedLZ4CompressorInputStream(in, true);
            case COMPRESS -> new ZCompressorInputStream(in, MEMORY_KIB);
            case NONE, ZIP, TAR, CPIO, SEVEN_ZIP, UNKNOWN -> throw new IllegalArgumentException(unpacking.name());
        };
    }

    /// The name of what is in `name.gz`.
    static String inner(String name) {
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
        if (List.of("tgz", "tbz", "tbz2", "txz").contains(ending)) {
            return name.substring(0, dot) + ".tar";
        }
        if (ending.equals("svgz")) {
            return name.substring(0, dot) + ".svg";
        }
        return dot > 0 && List.of("gz", "bz2", "xz", "lzma", "lz4", "z").contains(ending) ? name.substring(0, dot) : "";
    }

    private void zip(Content content, Visitor visitor) throws IOException {
        ZipReader reader = new ZipReader(content, budget);
        List<ZipReader.Entry> entries = reader.entries();
        boolean more = visitor.names(entries.stream().map(ZipReader.Entry::name).toList());
        for (ZipReader.Entry entry : entries) {
            if (more && !entry.isFolder()) {
                try (InputStream in = reader.open(entry)) {
                    more = visitor.file(entry.name(), in);
                }
            }
        }
    }

    private void entries(ArchiveInputStream<? extends ArchiveEntry> archive, Visitor visitor) throws IOException {
        try (archive) {
            boolean any = false;
            boolean more = true;
            for (ArchiveEntry entry = archive.getNextEntry(); more && entry != null; entry = archive.getNextEntry()) {
                any = true;
                budget.entry();
                if (!archive.canReadEntryData(entry)) {
                    throw new ArchiveTrouble(UNREADABLE, "a file that cannot be unpacked here");
                }
                if (!entry.isDirectory()) {
                    more = visitor.file(entry.getName(), archive);
                }
            }
            if (!any) {
                throw new ArchiveTrouble(UNREADABLE, "an archive with nothing in it");
            }
        }
    }

    private void sevenZip(Content content, Visitor visitor) throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(content.open())
                .setMaxMemoryLimitKiB(MEMORY_KIB)
                .get()) {
            boolean more = true;
            for (SevenZArchiveEntry entry = archive.getNextEntry();
                    more && entry != null;
                    entry = archive.getNextEntry()) {
                budget.entry();
                if (!entry.isDirectory() && entry.hasStream()) {
                    more = visitor.file(entry.getName(), archive.getInputStream(entry));
                }
            }
        }
    }
}
