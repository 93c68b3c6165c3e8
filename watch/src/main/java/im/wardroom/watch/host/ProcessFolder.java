// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/// What `/proc/PID` tells of a process (proc_pid(5)). A process may end at any moment: then reading fails.
final class ProcessFolder {

    private static final int MOST_OCTETS = 8192;
    private static final String SOCKET = "socket:[";
    private static final String DELETED = " (deleted)";
    /// The kernel counts the time of a process in these for everybody else, whatever it uses itself.
    private static final long TICKS_A_SECOND = 100;

    /// Fields of `stat` after the title: the start is the 22nd of all, and the title the second.
    private static final int START = 19;

    private final Path folder;
    private final int pid;

    ProcessFolder(Path folder) {
        this.folder = folder;
        pid = Integer.parseInt(folder.getFileName().toString());
    }

    /// @param booted when the machine started
    /// @param users names that are known already; more are added
    Program program(Instant booted, Map<Long, String> users) throws IOException {
        long ticks = startTicks();
        String path = path();
        boolean isDeleted = path.endsWith(DELETED);
        long uid = uid();
        Program program = new Program(
                pid,
                isDeleted ? path.substring(0, path.length() - DELETED.length()) : path,
                isDeleted,
                text("comm").strip(),
                List.of(text("cmdline").split("\0")),
                uid,
                user(uid, users),
                booted.plusMillis(ticks * 1000 / TICKS_A_SECOND));
        if (startTicks() != ticks) {
            throw new IOException("another process has taken this number");
        }
        return program;
    }

    /// The inodes of all sockets it holds.
    ///
    /// @throws java.nio.file.AccessDeniedException if this user may not know
    void sockets(LongConsumer to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("fd"))) {
            for (Path file : files) {
                link(file).ifPresent(target -> socket(target).ifPresent(to));
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static OptionalLong socket(String target) {
        if (!target.startsWith(SOCKET) || !target.endsWith("]")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10));
        } catch (NumberFormatException strange) {
            return OptionalLong.empty();
        }
    }

    /// The network that it lives in, as the kernel calls it.
    Optional<String> network() {
        return link(folder.resolve("ns/net"));
    }

    Path folder() {
        return folder;
    }

    /// The kernel's own threads have no executable; of others', it may not be seen.
    private String path() {
        return link(folder.resolve("exe")).orElse("");
    }

    /// Empty if it is no longer there, or not for this user.
    private static Optional<String> link(Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private long startTicks() throws IOException {
        String stat = text("stat");
        // The title may hold anything, brackets and spaces too.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        try {
            return Long.parseLong(fields[START]);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("not a process: " + folder, e);
        }
    }

    private long uid() throws IOException {
        for (String line : text("status").split("\n")) {
            String[] fields = line.split("\\s+");
            // The real and the effective user: what it may do is what counts.
            if (fields[0].equals("Uid:") && fields.length > 2) {
                return Long.parseLong(fields[2]);
            }
        }
        throw new IOException("a process of nobody: " + folder);
    }

    /// The system knows the name of a file's owner, and the files here belong to the process's user.
    private String user(long uid, Map<Long, String> users) throws IOException {
        String known = users.get(uid);
        if (known == null) {
            long owner = ((Number) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
            known = owner == uid
                    ? Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName()
                    : Long.toString(uid);
            if (owner == uid) {
                users.put(uid, known);
            }
        }
        return known;
    }

    private String text(String file) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            return new String(in.readNBytes(MOST_OCTETS), StandardCharsets.UTF_8);
        }
    }
}
