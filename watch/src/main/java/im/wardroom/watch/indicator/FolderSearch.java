// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Looks at all files below some folders. Follows no links, reads nothing but plain files, and stays out of what the
/// kernel shows as files. Belongs to one thread.
public final class FolderSearch {

    /// Texts are looked for in so much of a file.
    static final int TEXT_OCTETS = 256 * 1024;

    /// Larger files are not hashed: what spreads by messenger is small.
    static final long LARGEST_HASHED = 256L << 20;

    private static final int DEEPEST = 200;
    private static final Set<String> OF_THE_KERNEL = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "securityfs",
            "debugfs",
            "tracefs",
            "bpf",
            "configfs",
            "pstore",
            "mqueue",
            "fusectl",
            "efivarfs");

    private final Indicators indicators;
    private final Hits hits;
    private final Consumer<Progress> progress;
    private final Words words;
    private final Map<Indicator.Kind, MessageDigest> digests = new LinkedHashMap<>();
    private final List<Indicator> paths;
    private final Map<Object, Boolean> kernels = new HashMap<>();
    private final byte[] buffer = new byte[TEXT_OCTETS];
    private long files;
    private long unreadable;
    private long unhashed;

    /// How far it is.
    public record Progress(long files, Path folder) {}

    public FolderSearch(Indicators indicators, Hits hits, Consumer<Progress> progress) {
        this.indicators = indicators;
        this.hits = hits;
        this.progress = progress;
        words = new Words(indicators.of(Indicator.Kind.TEXT));
        paths = indicators.of(Indicator.Kind.PATH);
        for (Indicator.Kind kind : indicators.kinds()) {
            if (kind.isHash()) {
                digests.put(kind, digest(kind));
            }
        }
    }

    private static MessageDigest digest(Indicator.Kind kind) {
        try {
            return MessageDigest.getInstance(
                    switch (kind) {
                        case MD5 -> "MD5";
                        case SHA1 -> "SHA-1";
                        case SHA256 -> "SHA-256";
                        case FILE, WEAK, PATH, TEXT, KEY, VALUE ->
                            throw new IllegalArgumentException(kind + " is no hash");
                    });
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + kind, e);
        }
    }

    /// @throws IOException if the folder itself cannot be looked at
    public void search(Path top) throws IOException {
        try (DirectoryStream<Path> readable = Files.newDirectoryStream(top)) {
            boolean _ = readable.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Files.walkFileTree(
                top, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        if (isOfTheKernel(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        progress.accept(new Progress(files, folder));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        look(file, attributes);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        unreadable += failure instanceof FileSystemLoopException ? 0 : 1;
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @org.jspecify.annotations.Nullable IOException failure) {
                        unreadable += failure == null ? 0 : 1;
                        return FileVisitResult.CONTINUE;
                    }
                });
        progress.accept(new Progress(files, top));
    }

    /// Asked once for each file system: to find its kind, all that are mounted are listed.
    private boolean isOfTheKernel(Path folder) {
        try {
            Object device = Files.getAttribute(folder, "unix:dev", LinkOption.NOFOLLOW_LINKS);
            Boolean known = kernels.get(device);
            if (known == null) {
                known = OF_THE_KERNEL.contains(Files.getFileStore(folder).type());
                kernels.put(device, known);
            }
            return known;
        } catch (IOException | UnsupportedOperationException e) {
            // Gone, or a system without such file systems: what can be read is read.
            return false;
        }
    }

    private void look(Path file, BasicFileAttributes attributes) {
        String name = String.valueOf(file.getFileName());
        String where = file.toString();
        indicators.find(Indicator.Kind.FILE, name).forEach(found -> hits.add(where, found));
        indicators.find(Indicator.Kind.WEAK, name).forEach(found -> hits.add(where, found));
        String small = paths.isEmpty() ? "" : where.toLowerCase(Locale.ROOT);
        for (Indicator path : paths) {
            if (small.endsWith("/" + path.value())) {
                hits.add(where, path);
            }
        }
        if (!attributes.isRegularFile()) {
            return;
        }
        files++;
        try {
            content(file, where, attributes.size());
        } catch (IOException e) {
            unreadable++;
        }
    }

    private void content(Path file, String where, long size) throws IOException {
        Set<OpenOption> asItIs = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, asItIs))) {
            int length = in.readNBytes(buffer, 0, buffer.length);
            words.find(buffer, length, found -> hits.add(where, found));
            if (!digests.isEmpty() && size > LARGEST_HASHED) {
                unhashed++;
            } else if (!digests.isEmpty()) {
                hash(in, length)
                        .forEach((kind, digest) ->
                                indicators.find(kind, digest).forEach(found -> hits.add(where, found)));
            }
        }
    }

    /// @param length of what has been read already
    private Map<Indicator.Kind, String> hash(InputStream in, int length) throws IOException {
        // One that could not be read to its end has left something behind.
        digests.values().forEach(MessageDigest::reset);
        long total = 0;
        for (int read = length; read > 0 && total <= LARGEST_HASHED; read = in.read(buffer)) {
            total += read;
            for (MessageDigest digest : digests.values()) {
                digest.update(buffer, 0, read);
            }
        }
        Map<Indicator.Kind, String> values = new LinkedHashMap<>();
        digests.forEach((kind, digest) -> values.put(kind, HexFormat.of().formatHex(digest.digest())));
        return values;
    }

    public long files() {
        return files;
    }

    /// Files and folders that this user may not read, or that went away.
    public long unreadable() {
        return unreadable;
    }

    /// Files too large for their hash.
    public long unhashed() {
        return unhashed;
    }
}
